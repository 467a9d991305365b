/// Returns the one encoding of `message`. It checks no maximum; `check` does.
///
/// Traps only where a message's own check in `fields` refuses a value that this program made.
@inlinable
public func encode<M: Message>(_ message: M) -> [UInt8] {
  do throws(Malformed) {
    return try Writer.encoding { (c: inout Encoder) throws(Malformed) in
      _ = try M.fields(&c, message)
      return c.writer.array()
    }
  } catch {
    // Only decoders and fillers throw, and a message that exists is whole.
    preconditionFailure("\(M.name) cannot be encoded: \(error)")
  }
}

/// Appends the one encoding of `message` to `bytes`; see `encode`. Up to 512 bytes it moves the
/// bytes once and allocates nothing but the array's own growth.
@inlinable
public func encode<M: Message>(_ message: M, into bytes: inout [UInt8]) {
  do throws(Malformed) {
    try Writer.encoding { (c: inout Encoder) throws(Malformed) in
      _ = try M.fields(&c, message)
      c.writer.append(to: &bytes)
    }
  } catch {
    // Only decoders and fillers throw, and a message that exists is whole.
    preconditionFailure("\(M.name) cannot be encoded: \(error)")
  }
}

/// Decodes all of `bytes` as one message; never traps.
///
/// - Throws: `Malformed` at the first byte that the encoder would not have written.
@inlinable
public func decode<M: Message>(
  _ type: M.Type, from bytes: Span<UInt8>
) throws(Malformed) -> M {
  var decoder = Decoder(bytes)
  return try decoder.whole(type)
}

/// Decodes all of `bytes` as one message; like the form over a span.
///
/// - Throws: `Malformed` at the first byte that the encoder would not have written.
@inlinable
public func decode<M: Message>(_ type: M.Type, from bytes: [UInt8]) throws(Malformed) -> M {
  var decoder = Decoder(bytes.span)
  return try decoder.whole(type)
}

/// Decodes a message and sets `skipped` to the number of unknown odd fields. Where it is 0, the
/// message encodes to the same bytes.
///
/// - Throws: `Malformed` at the first byte that the encoder would not have written.
@inlinable
public func decode<M: Message>(
  _ type: M.Type, from bytes: Span<UInt8>, skipped: inout Int
) throws(Malformed) -> M {
  var decoder = Decoder(bytes)
  let message = try decoder.whole(type)
  skipped = decoder.skipped
  return message
}

/// Returns the number of bytes that `encode` would write.
public func size<M: Message>(of message: M) -> Int {
  var sizer = Sizer()
  do throws(Malformed) {
    _ = try M.fields(&sizer, message)
  } catch {
    // Only decoders and fillers throw, and a message that exists is whole.
    preconditionFailure("\(M.name) cannot be sized: \(error)")
  }
  return sizer.total
}

/// Returns the number of bytes that `encode` would write, after checking every maximum. For values
/// that a person typed, before they are sent.
///
/// - Throws: `Malformed` for the first maximum exceeded, which every decoder would refuse.
@discardableResult
public func check<M: Message>(_ message: M) throws(Malformed) -> Int {
  var sizer = Sizer()
  _ = try M.fields(&sizer, message)
  if let broken = sizer.broken { throw broken }
  return sizer.total
}

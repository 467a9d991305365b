/// The one encoding of `message`. It checks no maximum: see `check`.
///
/// Traps only where a message's own check in `fields` refuses a value that the program made.
@inlinable
public func encode<M: Message>(_ message: M) -> [UInt8] {
  do throws(Malformed) {
    return try Writer.encoding { (c: inout Encoder) throws(Malformed) in
      _ = try M.fields(&c, message)
      return c.writer.array()
    }
  } catch {
    // A message that exists is whole, and this coder refuses nothing: only decoding throws.
    preconditionFailure("\(M.name) cannot be encoded: \(error)")
  }
}

/// Appends the one encoding of `message` to `bytes`; see `encode`. One move of the bytes, no
/// allocation but the array's own growth, up to 512 bytes.
@inlinable
public func encode<M: Message>(_ message: M, into bytes: inout [UInt8]) {
  do throws(Malformed) {
    try Writer.encoding { (c: inout Encoder) throws(Malformed) in
      _ = try M.fields(&c, message)
      c.writer.append(to: &bytes)
    }
  } catch {
    // A message that exists is whole, and this coder refuses nothing: only decoding throws.
    preconditionFailure("\(M.name) cannot be encoded: \(error)")
  }
}

/// The message that `bytes` encode, all of them. Throws `Malformed` at the first byte that its
/// encoder would not have written; never traps.
@inlinable
public func decode<M: Message>(
  _ type: M.Type, from bytes: Span<UInt8>
) throws(Malformed) -> M {
  var decoder = Decoder(bytes)
  return try decoder.whole(type)
}

/// The message that `bytes` encode, all of them; like the form over a span.
@inlinable
public func decode<M: Message>(_ type: M.Type, from bytes: [UInt8]) throws(Malformed) -> M {
  var decoder = Decoder(bytes.span)
  return try decoder.whole(type)
}

/// Like `decode`, and counts in `skipped` the unknown odd fields passed over; when there were none,
/// the message encodes to the same bytes.
@inlinable
public func decode<M: Message>(
  _ type: M.Type, from bytes: Span<UInt8>, skipped: inout Int
) throws(Malformed) -> M {
  var decoder = Decoder(bytes)
  let message = try decoder.whole(type)
  skipped = decoder.skipped
  return message
}

/// How many bytes `encode` would give.
public func size<M: Message>(of message: M) -> Int {
  var sizer = Sizer()
  do throws(Malformed) {
    _ = try M.fields(&sizer, message)
  } catch {
    // A message that exists is whole, and this coder refuses nothing: only decoding throws.
    preconditionFailure("\(M.name) cannot be sized: \(error)")
  }
  return sizer.total
}

/// Throws the first maximum that `message` exceeds, which every decoder would refuse; else returns
/// how many bytes it has. For values that a person typed, before they are sent.
@discardableResult
public func check<M: Message>(_ message: M) throws(Malformed) -> Int {
  var sizer = Sizer()
  _ = try M.fields(&sizer, message)
  if let broken = sizer.broken { throw broken }
  return sizer.total
}

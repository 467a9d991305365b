/// A generic operation on a message type, for types that are known only behind a probe.
public protocol MessageVisitor {
  /// Runs the operation on one type.
  mutating func visit<M: Message>(_ type: M.Type)
}

/// A message type behind closures, for tables over all messages.
public struct MessageProbe: Hashable, Sendable, CustomStringConvertible {
  /// The result of decoding some bytes.
  public struct Reading: Hashable, Sendable {
    /// The encoding of the decoded message.
    public let bytes: [UInt8]
    /// The number of unknown odd fields skipped.
    public let skipped: Int
    /// The message as text on one line, secrets shown.
    public let text: String
  }

  /// The message's name; probes with equal names are equal.
  public let name: String
  /// Fills and encodes a message; throws like `fill`.
  public let encoded: @Sendable (Filling) throws(Malformed) -> [UInt8]
  /// Decodes and encodes again; throws like `decode`.
  public let read: @Sendable ([UInt8]) throws(Malformed) -> Reading
  /// Whether a filled message decodes to an equal one, has the computed size and exceeds no
  /// maximum; throws like `fill`, `decode` and `check`.
  public let isRoundTrip: @Sendable (Filling) throws(Malformed) -> Bool

  /// Passes the message's type to a visitor.
  public let show: @Sendable (inout any MessageVisitor) -> Void

  /// Makes the probe of `M`.
  public static func of<M: Message>(_ type: M.Type) -> MessageProbe {
    MessageProbe(
      name: M.name.description,
      encoded: { filling throws(Malformed) in encode(try fill(M.self, filling)) },
      read: { bytes throws(Malformed) in
        var skipped = 0
        let message = try decode(M.self, from: bytes.span, skipped: &skipped)
        return Reading(
          bytes: encode(message), skipped: skipped,
          text: Protocol.text(of: message, masked: false, indented: false))
      },
      isRoundTrip: { filling throws(Malformed) in
        let message = try fill(M.self, filling)
        let bytes = encode(message)
        let checked = try check(message)
        let again = try decode(M.self, from: bytes)
        return again == message && size(of: message) == bytes.count && checked == bytes.count
      },
      show: { visitor in visitor.visit(M.self) })
  }

  public var description: String { name }

  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

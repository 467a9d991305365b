/// Does something with a message's type that a table only knows behind a probe.
public protocol MessageVisitor {
  /// Does it.
  mutating func visit<M: Message>(_ type: M.Type)
}

/// A message's type behind closures, for tables over every message there is.
public struct MessageProbe: Hashable, Sendable, CustomStringConvertible {
  /// What bytes are, taken as a message.
  public struct Reading: Hashable, Sendable {
    /// The encoding of what was decoded.
    public let bytes: [UInt8]
    /// How many unknown odd fields were passed over.
    public let skipped: Int
    /// The message as text on one line, secrets shown.
    public let text: String
  }

  /// The message's name; probes of equal names are equal.
  public let name: String
  /// A filled message's encoding. Throws like `fill`.
  public let encoded: @Sendable (Filling) throws(Malformed) -> [UInt8]
  /// Decodes, and encodes again. Throws like `decode`.
  public let read: @Sendable ([UInt8]) throws(Malformed) -> Reading
  /// Whether a filled message comes back equal from its encoding, which has the size that was
  /// said and exceeds no maximum. Throws like `fill`, `decode` and `check`.
  public let isRoundTrip: @Sendable (Filling) throws(Malformed) -> Bool

  /// Shows the message's type to a visitor.
  public let show: @Sendable (inout any MessageVisitor) -> Void

  /// The probe of `M`.
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

  /// The name.
  public var description: String { name }

  /// By name.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  /// By name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// The payload of GOAWAY: the cause as text, and the grace. Rule R-610.
public struct GoAway: Message {
  public static var name: StaticString { "GoAway" }

  /// Text for people, at most 512 bytes.
  public let text: String
  /// Time for running calls to finish, in ms; 0 where the connection ends at once.
  public let graceMs: UInt32
  /// Offset of the fault in the peer's bytes, counted from the first byte of the preface.
  public let offset: UInt64

  /// A payload; `text` is cut to its limit.
  public init(text: String, graceMs: UInt32 = 0, offset: UInt64 = 0) {
    self.text = GoAway.cut(text)
    self.graceMs = graceMs
    self.offset = offset
  }

  /// The fields, in ascending order; see `Message`.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      text: c.text(1, "text", m?.text, max: Limits.goAwayTextBytes),
      graceMs: c.number32(2, "graceMs", m?.graceMs),
      offset: c.number(3, "offset", m?.offset))
  }

  private static func cut(_ text: String) -> String {
    var text = text
    while text.utf8.count > Limits.goAwayTextBytes { text.removeLast() }
    return text
  }
}

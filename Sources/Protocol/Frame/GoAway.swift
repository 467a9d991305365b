/// The payload of GOAWAY: why, in words, and for how long. Rule R-610.
public struct GoAway: Message {
  /// In the schema.
  public static var name: StaticString { "GoAway" }

  /// What happened, at most 512 bytes; for people.
  public let text: String
  /// What running calls are given, in ms; 0 where the connection ends at once.
  public let graceMs: UInt32
  /// Where in the peer's bytes the fault begins, counted from the preface's first byte.
  public let offset: UInt64

  /// A reason for people; `text` is cut to its limit.
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

/// Metadata beside a body: session, idempotency key, attempt, cursor. At most 8 KiB encoded. Rules
///
public struct Meta: Message {
  public static var name: StaticString { "Meta" }

  /// Length of a traceparent, bytes.
  public static let traceparentBytes = 25

  /// Reserved. W3C trace context: 16 bytes trace, 8 bytes span, 1 byte flags.
  public let traceparent: [UInt8]?
  /// The caller's idempotency key, a UUIDv7.
  public let key: Id128?
  /// Times that this call was sent before; 0 the first time.
  public let attempt: UInt32
  /// RESPONSE of a stream: the number of items sent.
  public let items: UInt64
  /// Reserved. The place to continue from, in a stream, a page or a feed; empty where there is
  /// none.
  public let cursor: [UInt8]
  /// RESPONSE: the timeout in use where it differs from the requested one, in ms.
  public let effectiveTimeoutMs: UInt32
  /// The session's token, 32 secret bytes.
  public let session: SessionToken?
  /// Reserved. Language wanted for texts, a BCP 47 tag; empty means Chinese.
  public let lang: String

  /// Metadata; everything may be left out. A traceparent that is not 25 bytes is dropped.
  public init(
    session: SessionToken? = nil, key: Id128? = nil, attempt: UInt32 = 0, items: UInt64 = 0,
    cursor: [UInt8] = [], effectiveTimeoutMs: UInt32 = 0, traceparent: [UInt8]? = nil,
    lang: String = ""
  ) {
    self.traceparent = traceparent?.count == Self.traceparentBytes ? traceparent : nil
    self.key = key
    self.attempt = attempt
    self.items = items
    self.cursor = cursor
    self.effectiveTimeoutMs = effectiveTimeoutMs
    self.session = session
    self.lang = lang
  }

  /// The fields, in ascending order; see `Message`.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    let traceparent = try c.maybe(1, "traceparent", m?.traceparent, max: traceparentBytes)
    let key = try c.maybe(2, "key", m?.key)
    let attempt = try c.number32(3, "attempt", m?.attempt)
    let items = try c.number(4, "items", m?.items)
    let cursor = try c.bytes(5, "cursor", m?.cursor, max: Limits.cursorBytes)
    let effectiveTimeoutMs = try c.number32(6, "effectiveTimeoutMs", m?.effectiveTimeoutMs)
    let session = try c.maybeSecret(
      7, "session", m?.session?.bytes, max: SessionToken.byteCount)
    let lang = try c.text(8, "lang", m?.lang, max: 35)
    guard traceparent.map({ $0.count == traceparentBytes }) ?? true else {
      throw Malformed(.wrongLength, offset: 0, path: [1])
    }
    let token = session.flatMap { SessionToken(bytes: $0) }
    guard (token == nil) == (session == nil) else {
      throw Malformed(.wrongLength, offset: 0, path: [7])
    }
    return Self(
      session: token, key: key, attempt: attempt, items: items,
      cursor: cursor, effectiveTimeoutMs: effectiveTimeoutMs, traceparent: traceparent, lang: lang)
  }

  /// Returns a copy with the number of items and the timeout in use, where they are not zero.
  func adding(items: UInt64, effectiveTimeoutMs: UInt32) -> Meta {
    Meta(
      session: session, key: key, attempt: attempt, items: items == 0 ? self.items : items,
      cursor: cursor,
      effectiveTimeoutMs: effectiveTimeoutMs == 0 ? self.effectiveTimeoutMs : effectiveTimeoutMs,
      traceparent: traceparent, lang: lang)
  }
}

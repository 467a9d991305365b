/// The payload of a RESPONSE whose status is not OK. Rules.
public struct CallError: Message, Error {
  public static var name: StaticString { "CallError" }

  /// Stable identifier for programs, SCREAMING_SNAKE, at most 64 bytes; see `Reason`.
  public let reason: String
  /// Text for people, at most 512 bytes.
  public let text: String
  /// Whether the call may have been done.
  public let outcome: Outcome
  /// Whether to try again.
  public let retry: Retry
  /// With `Retry.after`: time to wait first, in ms.
  public let retryAfterMs: UInt32
  /// The field at fault, such as `lines[2].amount`; empty where there is none.
  public let path: String
  /// Offset of the fault in the body, in bytes.
  public let offset: UInt64
  /// The exceeded limit; 0 where there is none.
  public let limit: UInt64
  /// The value found instead.
  public let actual: UInt64
  /// Advice for people, at most 512 bytes.
  public let next: String

  /// An error; all but reason, outcome and retry may be left out. Texts are cut to their limits.
  public init(
    _ reason: String, outcome: Outcome, retry: Retry, text: String = "", next: String = "",
    retryAfterMs: UInt32 = 0, path: String = "", offset: UInt64 = 0, limit: UInt64 = 0,
    actual: UInt64 = 0
  ) {
    self.reason = Self.cut(reason, 64)
    self.text = Self.cut(text, 512)
    self.outcome = outcome
    self.retry = retry
    self.retryAfterMs = retryAfterMs
    self.path = Self.cut(path, 256)
    self.offset = offset
    self.limit = limit
    self.actual = actual
    self.next = Self.cut(next, 512)
  }

  /// The fields, in ascending order; see `Message`.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    let reason = try c.text(1, "reason", m?.reason, max: 64)
    let text = try c.text(2, "text", m?.text, max: 512)
    let outcome = try c.choice(3, "outcome", m?.outcome)
    let retry = try c.choice(4, "retry", m?.retry)
    let retryAfterMs = try c.number32(5, "retryAfterMs", m?.retryAfterMs)
    let path = try c.text(6, "path", m?.path, max: 256)
    let offset = try c.number(7, "offset", m?.offset)
    let limit = try c.number(9, "limit", m?.limit)
    let actual = try c.number(10, "actual", m?.actual)
    let next = try c.text(11, "next", m?.next, max: 512)
    return Self(
      reason, outcome: outcome, retry: retry, text: text, next: next, retryAfterMs: retryAfterMs,
      path: path, offset: offset, limit: limit, actual: actual)
  }

  private static func cut(_ text: String, _ bytes: Int) -> String {
    var text = text
    while text.utf8.count > bytes { text.removeLast() }
    return text
  }
}

extension CallError {
  /// Whether a failed call may have been done. Rule R-503.
  public enum Outcome: UInt8, Choice {
    public static var typeName: StaticString { "Outcome" }

    /// It was not begun; it may be sent again as it is.
    case notStarted = 1
    /// It may have been done or not; ask, with the same key.
    case unknown = 2
    /// It was done, and only the answer is missing; or it was refused with a lasting effect, as
    /// after a wrong password.
    case done = 3
  }

  /// Whether and how a failed call may be repeated. Rule R-504.
  public enum Retry: UInt8, Choice {
    public static var typeName: StaticString { "Retry" }

    /// The same call would fail again.
    case never = 1
    /// At once, perhaps on another connection.
    case now = 2
    /// After `retryAfterMs`.
    case after = 3
    /// Only under the same idempotency key.
    case withSameKey = 4
  }

  /// The `reason` words of the protocol itself; the domain adds its own. Rule R-505.
  public enum Reason {
    /// The bytes are not the canonical form of the message.
    public static let malformed = "MALFORMED"
    /// An even field id that this side does not know.
    public static let unknownField = "UNKNOWN_FIELD"
    /// A method that must have an idempotency key came without.
    public static let keyMissing = "KEY_MISSING"
    /// The key was used with another body.
    public static let keyReused = "KEY_REUSED"
    /// No method has this number.
    public static let unknownMethod = "UNKNOWN_METHOD"
    /// The client announces items; no method accepts them.
    public static let wrongShape = "WRONG_SHAPE"
    /// More calls at one time than HELLO allows.
    public static let tooManyCalls = "TOO_MANY_CALLS"
    /// The metadata is above its limit.
    public static let metaTooLarge = "META_TOO_LARGE"
    /// The answer is larger than the client accepts.
    public static let replyTooLarge = "REPLY_TOO_LARGE"
    /// An item is larger than the client accepts.
    public static let itemTooLarge = "ITEM_TOO_LARGE"
    /// The deadline passed.
    public static let deadline = "DEADLINE"
    /// The caller cancelled the call.
    public static let cancelled = "CANCELLED"
    /// The connection ended before the answer came.
    public static let connectionLost = "CONNECTION_LOST"
    /// The peer ended the connection before it accepted this call.
    public static let notAccepted = "NOT_ACCEPTED"
    /// The server is about to stop.
    public static let draining = "DRAINING"
    /// No item and no heartbeat came for too long.
    public static let streamIdle = "STREAM_IDLE"
    /// The peer's answer could not be decoded.
    public static let badAnswer = "BAD_ANSWER"
  }
}

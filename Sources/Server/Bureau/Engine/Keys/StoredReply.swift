internal import Protocol

/// The journal's form of an answer, given again to a repeat of its key.
///
/// ```
/// 00 body      a reply
/// 01 refusal   a refusal that left a trace, as a message
/// ```
package enum StoredReply: Sendable, Equatable {
  /// A reply: its body's bytes.
  case reply([UInt8])
  case refusal(Refusal)

  /// Encodes an answer for the journal; empty where it is not an answer yet.
  static func encode(_ answer: Answer) -> [UInt8] {
    switch answer {
    case .reply(let reply): [0] + reply.encoded()
    case .refusal(let refusal): [1] + Protocol.encode(StoredRefusal(refusal))
    case .wait, .derive, .query, .stream: []
    }
  }

  /// Reads what the journal has; nil where it is not an answer.
  package init?(_ bytes: [UInt8]) {
    switch bytes.first {
    case 0: self = .reply(Array(bytes.dropFirst()))
    case 1:
      do throws(Malformed) {
        let stored = try Protocol.decode(StoredRefusal.self, from: Array(bytes.dropFirst()))
        guard let code = RefusalCode(rawValue: stored.code) else { return nil }
        self = .refusal(
          Refusal(code, stored.text, next: stored.next, left: stored.left, until: stored.until))
      } catch {
        return nil
      }
    default: return nil
    }
  }
}

/// A refusal as the journal keeps it.
struct StoredRefusal: Message {
  static let name: StaticString = "StoredRefusal"
  let code: String
  let text: String
  let next: String
  /// Absent where no tries are counted; zero says that none is left.
  let left: UInt32?
  let until: Timestamp?

  init(code: String, text: String, next: String, left: UInt32?, until: Timestamp?) {
    self.code = code
    self.text = text
    self.next = next
    self.left = left
    self.until = until
  }

  init(_ refusal: Refusal) {
    self.init(
      code: refusal.code.rawValue, text: refusal.text, next: refusal.next, left: refusal.left,
      until: refusal.until)
  }

  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    let code = try c.text(1, "code", m?.code, max: 64)
    let text = try c.text(2, "text", m?.text, max: 512)
    let next = try c.text(3, "next", m?.next, max: 512)
    return try Self(
      code: code, text: text, next: next, left: c.maybe(4, "left", m?.left),
      until: c.maybe(5, "until", m?.until))
  }
}

/// A method as far as everybody must know it: a entry of the table without its types.
///
/// The definitions stand in the workflows' files (`MethodDefinition`), `Methods.entries` has all of
/// them, and `schema/methods.json` is written from them. A number is never used again for another
/// method.
package struct Method: Sendable, Hashable, CustomStringConvertible {
  /// The number on the wire, at least 1.
  package let number: UInt16
  /// Who may call it.
  package let audience: Audience
  /// What a repeat does.
  package let idempotency: Idempotency
  /// When the server takes it.
  package let passage: Passage
  private let label: StaticString
  private let asked: StaticString
  private let answered: StaticString

  init<Asked: Message, Answer: Message>(
    _ number: UInt16, _ name: StaticString, _ audience: Audience, _ idempotency: Idempotency,
    _ passage: Passage, _ asked: Asked.Type, _ answered: Answer.Type
  ) {
    self.number = number
    self.audience = audience
    self.idempotency = idempotency
    self.passage = passage
    label = name
    self.asked = Asked.name
    self.answered = Answer.name
  }

  /// The method of a number, or nil where there is none.
  package init?(number: UInt16) {
    guard let entry = Methods.entry(number) else { return nil }
    self = entry.method
  }

  /// The method of a name, or nil where there is none.
  package init?(name: String) {
    guard let entry = Methods.entries.first(where: { $0.method.name == name }) else { return nil }
    self = entry.method
  }

  /// Every method, by number.
  package static var all: [Method] { Methods.entries.map(\.method) }

  /// The stable name, as people type it, for example "pay.agreement".
  package var name: String { label.description }

  /// The names of the request's and of the reply's message.
  package var messages: (request: String, reply: String) {
    (asked.description, answered.description)
  }

  /// The name.
  package var description: String { name }

  package static func == (left: Self, right: Self) -> Bool { left.number == right.number }
  package func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// Decodes a request's body.
  ///
  /// Throws `Malformed` where the bytes are not the one encoding of a request of the method
  /// (C1–C14).
  package func request(_ body: [UInt8]) throws(Malformed) -> Request {
    try entry.request(body)
  }

  /// Decodes a reply's or an item's body.
  ///
  /// Throws `Malformed` where the bytes are not the one encoding of a reply to the method (C1–C14).
  package func reply(_ body: [UInt8]) throws(Malformed) -> any Message {
    try entry.reply(body)
  }

  private var entry: MethodEntry {
    guard let entry = Methods.entry(number) else {
      // No input leads here: only rows make methods, and a test finds every entry in the table.
      preconditionFailure("\(name) is not in the table of methods")
    }
    return entry
  }

  /// The place in a request's body that a `Malformed` names, with the names of the fields, such as
  /// "lines.amount"; an id that is unknown stays a number.
  package func names(of path: [UInt16]) -> String {
    Methods.requestShapes[number]?.names(of: path)
      ?? path.map { String($0) }.joined(separator: ".")
  }
}

/// Who may call a method.
package enum Audience: Sendable, Hashable {
  /// Anyone, before any login.
  case anyone
  /// A clerk with a session (办税人员) whose identity may do what the group asks for.
  case clerk(ClerkGroup)
  /// A phone app's credential.
  case app
  /// A bank's credential.
  case bank
  /// The SMS gateway's credential.
  case gateway
  /// A tax officer: a credential, or the server's Unix socket (税务机关).
  case officer

  /// The name in the schema; which identities a clerk's method is for is the server's to say.
  package var name: String {
    switch self {
    case .anyone: "anyone"
    case .clerk: "clerk"
    case .app: "app"
    case .bank: "bank"
    case .gateway: "gateway"
    case .officer: "officer"
    }
  }

  /// Whether it needs a clerk's session.
  package var isClerk: Bool { if case .clerk = self { true } else { false } }
}

/// Which identities may call a clerk's method (办税人员身份). The server's `Permissions` says what
/// each identity may do in each group.
package enum ClerkGroup: Sendable, Hashable, CaseIterable {
  /// One's own session: every identity.
  case session
  /// Looks at the employer's fees.
  case read
  /// Declares, pays, asks for a code.
  case change
  /// Changes how money leaves, agreements and the payment password: some after a scan only.
  case guarded
}

/// What a method does when it is repeated (rules R-1201 to R-1207).
package enum Idempotency: String, Sendable {
  /// Changes nothing.
  case safe
  /// Changes something and takes a key: the same key has one effect.
  case keyed
  /// Changes something; a repeat is judged by the state alone.
  case none
  /// A server stream of durable orders for one partner; every other method is unary.
  case feed
}

/// When the server takes a method.
package enum Passage: Sendable, Hashable {
  /// Always: reads, partners' reports, the end of a session.
  case free
  /// A new change: while changes are taken and the books are near enough; waits or is refused else.
  case gated
  /// Like `gated`, and never in a restored realm before an officer has ended its recovery.
  case heldInRecovery
}

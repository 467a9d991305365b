/// A method of the protocol without its message types: the key by which servers and clients know
/// it.
///
/// The definitions stand in the workflows' files (`MethodDefinition`), `Methods.definitions` has
/// all of them, and `schema/methods.json` is written from them. A number is never used again for
/// another method.
package struct Method: Sendable, Hashable, CustomStringConvertible {
  /// The number on the wire, at least 1.
  package let number: UInt16
  /// The callers that may use it.
  package let audience: Audience
  /// The effect of a repeat.
  package let idempotency: Idempotency
  /// The conditions under which the server takes it.
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

  /// The method with this number, or nil.
  package init?(number: UInt16) {
    guard let definition = Methods.definition(number) else { return nil }
    self = definition.method
  }

  /// The method with this name, such as "pay.agreement", or nil.
  package init?(name: String) {
    guard let definition = Methods.definitions.first(where: { $0.method.name == name }) else {
      return nil
    }
    self = definition.method
  }

  /// Every method, in ascending order of number.
  package static var all: [Method] { Methods.definitions.map(\.method) }

  /// The stable name, as people type it, for example "pay.agreement".
  package var name: String { label.description }

  /// The message names of the request and of the reply.
  package var messages: (request: String, reply: String) {
    (asked.description, answered.description)
  }

  package var description: String { name }

  package static func == (left: Self, right: Self) -> Bool { left.number == right.number }
  package func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// Decodes a request's body.
  ///
  /// - Throws: `Malformed` where the bytes are not the one encoding of a request of the method
  ///   (C1–C14).
  package func request(_ body: [UInt8]) throws(Malformed) -> Request {
    try definition.request(body)
  }

  /// Decodes the body of a reply, or of a feed's item.
  ///
  /// - Throws: `Malformed` where the bytes are not the one encoding of a reply to the method
  ///   (C1–C14).
  package func reply(_ body: [UInt8]) throws(Malformed) -> any Message {
    try definition.reply(body)
  }

  private var definition: AnyMethodDefinition {
    guard let definition = Methods.definition(number) else {
      // Unreachable: methods are made from definitions only, and a test finds each in the table.
      preconditionFailure("\(name) is not in the table of methods")
    }
    return definition
  }

  /// Translates the path of a `Malformed` in a request's body into field names, such as
  /// "lines.amount". An unknown id stays a number.
  package func names(of path: [UInt16]) -> String {
    Methods.requestShapes[number]?.names(of: path)
      ?? path.map { String($0) }.joined(separator: ".")
  }
}

/// The callers that may use a method.
package enum Audience: Sendable, Hashable {
  /// Anyone, without credential or session.
  case anyone
  /// A clerk with a session (办税人员), whose identity has the group's right.
  case clerk(ClerkGroup)
  /// A phone app, by its TLS credential (税务APP, 个人所得税APP).
  case app
  /// A bank, by its TLS credential (银行).
  case bank
  /// The SMS gateway, by its TLS credential (短信网关).
  case gateway
  /// A tax officer, by a TLS credential or through the server's Unix socket (税务机关).
  case officer

  /// The audience in the schema. Which identities a clerk's method is for is decided by the server.
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

  /// Whether a clerk's session is needed.
  package var isClerk: Bool { if case .clerk = self { true } else { false } }
}

/// Groups of clerks' methods with the same rights. The server's `Permissions` maps identities
/// (办税人员身份) to groups.
package enum ClerkGroup: Sendable, Hashable, CaseIterable {
  /// The caller's own sessions: every identity.
  case session
  /// Reads of the employer's data.
  case read
  /// Declaring, paying, asking for an SMS code.
  case change
  /// Agreements and the payment password, which decide how money leaves: some identities only after
  /// a scan.
  case guarded
}

/// The effect of repeating a call (rules R-1201 to R-1207).
package enum Idempotency: String, Sendable {
  /// A read, without effect.
  case safe
  /// A change with an idempotency key (幂等键): the same key has one effect.
  case keyed
  /// A change without key: the state alone decides about a repeat.
  case none
  /// A server stream of durable orders to one partner (指令流). Every other method is unary.
  case feed
}

/// The conditions under which the server takes a method.
package enum Passage: Sendable, Hashable {
  /// Always taken: reads, partners' reports, the end of a session.
  case free
  /// Changes: taken while the server takes changes and the books are close enough to the journal;
  /// otherwise waits or is refused.
  case gated
  /// Like `gated`, and refused in a restored realm until an officer ends its recovery.
  case refusedInRecovery
}

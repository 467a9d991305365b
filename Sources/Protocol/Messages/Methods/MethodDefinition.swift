/// One method with its message types: number, name, audience, repeats and passage, in the table of
/// its workflow.
///
/// Decoding, encoding, the registry, the schema and the clients' calls all derive from it.
package struct MethodDefinition<Asked: Message, Answer: Message>: Sendable {
  /// The definition without its types.
  package let untyped: AnyMethodDefinition
  private let make: @Sendable (Asked) -> Request
  private let about: (@Sendable (Asked) -> String)?

  /// Always inlined where the types are known, so that the decoding closures are compiled for them.
  /// A protocol over definitions ran unspecialised, at four times the time.
  @inline(__always)
  init(
    _ number: UInt16, _ name: StaticString, _ audience: Audience, _ repeats: Repeats<Asked>,
    _ passage: Passage, _ asked: Asked.Type, _ answer: Answer.Type,
    _ request: @escaping @Sendable (Asked) -> Request
  ) {
    untyped = AnyMethodDefinition(
      method: Method(number, name, audience, repeats.idempotency, passage, asked, answer),
      types: (asked, answer),
      request: { body throws(Malformed) in request(try decode(Asked.self, from: body)) },
      reply: { body throws(Malformed) in try decode(Answer.self, from: body) })
    make = request
    about = repeats.about
  }

  package var method: Method { untyped.method }

  /// Wraps a message into the request that carries it.
  package func request(_ message: Asked) -> Request { make(message) }

  /// Returns the subject of a keyed change, such as a notice's number: two changes of one subject
  /// can undo each other. Empty where the method takes no key.
  func subject(_ message: Asked) -> String { about?(message) ?? "" }
}

/// A method definition without its types, for tables over all methods.
package struct AnyMethodDefinition: Sendable {
  package let method: Method
  /// The message types of the request and of the reply.
  let types: (asked: any Message.Type, answer: any Message.Type)
  /// Decodes a request's body.
  ///
  /// - Throws: `Malformed` where the bytes are not the one encoding of a request of the method
  ///   (C1–C14).
  package let request: @Sendable ([UInt8]) throws(Malformed) -> Request
  /// Decodes the body of a reply, or of a feed's item; throws like `request`.
  package let reply: @Sendable ([UInt8]) throws(Malformed) -> any Message
}

/// The effect of a repeat, as a definition declares it; see `Idempotency`.
enum Repeats<Asked: Message>: Sendable {
  /// A read.
  case safe
  /// A change with a key; the closure returns its subject, such as a notice's number.
  case keyed(@Sendable (Asked) -> String)
  /// A change without key.
  case none
  /// A stream of orders.
  case feed

  var idempotency: Idempotency {
    switch self {
    case .safe: .safe
    case .keyed: .keyed
    case .none: .none
    case .feed: .feed
    }
  }

  var about: (@Sendable (Asked) -> String)? {
    if case .keyed(let about) = self { about } else { nil }
  }
}

/// The table of all methods.
package enum Methods {
  /// Every definition, in ascending order of number. A new workflow adds its own here.
  package static let definitions: [AnyMethodDefinition] =
    (SystemMethods.definitions + LoginMethods.definitions + SessionMethods.definitions
    + AccountMethods.definitions
    + AppMethods.definitions + RegistrationMethods.definitions + TodoMethods.definitions
    + DeclareMethods.definitions
    + PayMethods.definitions + AgreementMethods.definitions + PaymentPasswordMethods.definitions
    + QueryMethods.definitions
    + BankMethods.definitions + SmsMethods.definitions + ImportMethods.definitions
    + OfficerMethods.definitions)
    .sorted { $0.method.number < $1.method.number }

  /// The shapes of all requests, for the refusal of a malformed body. Made once, at the first such
  /// body: describing a request costs up to 0.1 ms, and any client can send any number of malformed
  /// bodies.
  static let requestShapes: [UInt16: MessageShape] = {
    var shapes: [UInt16: MessageShape] = [:]
    for definition in definitions {
      // A test describes every request, so none fails; without a shape the path shows numbers.
      do throws(Malformed) {
        shapes[definition.method.number] = try shape(definition.types.asked)
      } catch {}
    }
    return shapes
  }()

  private static func shape<M: Message>(_ type: M.Type) throws(Malformed) -> MessageShape {
    try MessageShape.of(type)
  }

  /// Returns the definition with this number, or nil.
  package static func definition(_ number: UInt16) -> AnyMethodDefinition? {
    Int(number) < byNumber.count ? byNumber[Int(number)] : nil
  }

  /// Indexed by number: numbers are small and dense, and every request is looked up.
  private static let byNumber: [AnyMethodDefinition?] = {
    var table = [AnyMethodDefinition?](
      repeating: nil, count: Int(definitions.last?.method.number ?? 0) + 1)
    for definition in definitions { table[Int(definition.method.number)] = definition }
    return table
  }()
}

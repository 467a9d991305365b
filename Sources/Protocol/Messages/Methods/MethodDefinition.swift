/// One method: all that is fixed about it, in one row of its workflow's table.
///
/// Everything else that is said of methods comes from the rows: decoding, encoding, the registry of
/// messages, permissions, `schema/methods.json`, `rpc list`, and the reply's type in the client.
package struct MethodDefinition<Asked: Message, Answer: Message>: Sendable {
  /// The row without its types.
  package let entry: MethodEntry
  private let make: @Sendable (Asked) -> Request
  private let about: (@Sendable (Asked) -> String)?

  /// Always inlined where the types are known: the closures that decode are compiled for them. A
  /// protocol over rows ran unspecialised, four times as long.
  @inline(__always)
  init(
    _ number: UInt16, _ name: StaticString, _ audience: Audience, _ repeats: Repeats<Asked>,
    _ passage: Passage, _ asked: Asked.Type, _ answer: Answer.Type,
    _ request: @escaping @Sendable (Asked) -> Request
  ) {
    entry = MethodEntry(
      method: Method(number, name, audience, repeats.idempotency, passage, asked, answer),
      types: (asked, answer),
      request: { body throws(Malformed) in request(try decode(Asked.self, from: body)) },
      reply: { body throws(Malformed) in try decode(Answer.self, from: body) })
    make = request
    about = repeats.about
  }

  /// What everybody must know of the method.
  package var method: Method { entry.method }

  /// The request that carries `message`.
  package func request(_ message: Asked) -> Request { make(message) }

  /// What a keyed change is about: two of one subject can undo each other. Empty where the method
  /// takes no key.
  func subject(_ message: Asked) -> String { about?(message) ?? "" }
}

/// A row whose types are not known where it is used.
package struct MethodEntry: Sendable {
  /// What everybody must know of the method.
  package let method: Method
  /// The messages that are asked and answered.
  let types: (asked: any Message.Type, answer: any Message.Type)
  /// Decodes a request's body. Throws `Malformed` where the bytes are not the one encoding of a
  /// request of the method (C1–C14).
  package let request: @Sendable ([UInt8]) throws(Malformed) -> Request
  /// Decodes a reply's or an item's body. Throws like `request`.
  package let reply: @Sendable ([UInt8]) throws(Malformed) -> any Message
}

/// What a repeat does, as a row says it; see `Idempotency`.
enum Repeats<Asked: Message>: Sendable {
  /// Changes nothing.
  case safe
  /// Takes a key; the closure says what the change is about, for example the notice's number.
  case keyed(@Sendable (Asked) -> String)
  /// The state alone judges a repeat.
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
  /// Every row, by number. A new workflow adds its rows here.
  package static let entries: [MethodEntry] =
    (SystemMethods.entries + LoginMethods.entries + SessionMethods.entries + AccountMethods.entries
    + AppMethods.entries + RegistrationMethods.entries + TodoMethods.entries
    + DeclareMethods.entries
    + PayMethods.entries + AgreementMethods.entries + PaymentPasswordMethods.entries
    + QueryMethods.entries
    + BankMethods.entries + SmsMethods.entries + ImportMethods.entries + OfficerMethods.entries)
    .sorted { $0.method.number < $1.method.number }

  /// The requests' fields, for the answer to a body that is none. Described once, at the first such
  /// body: describing one costs up to 0.1 ms, and anybody may send any number of them.
  static let requestShapes: [UInt16: MessageShape] = {
    var shapes: [UInt16: MessageShape] = [:]
    for entry in entries {
      // A test describes every request, so there is none that fails; numbers would do otherwise.
      do throws(Malformed) { shapes[entry.method.number] = try shape(entry.types.asked) } catch {}
    }
    return shapes
  }()

  private static func shape<M: Message>(_ type: M.Type) throws(Malformed) -> MessageShape {
    try MessageShape.of(type)
  }

  /// The row of a number, or nil where there is none.
  package static func entry(_ number: UInt16) -> MethodEntry? {
    Int(number) < byNumber.count ? byNumber[Int(number)] : nil
  }

  /// At the place of its number: numbers are small and dense, and every request looks its row up.
  private static let byNumber: [MethodEntry?] = {
    var table = [MethodEntry?](repeating: nil, count: Int(entries.last?.method.number ?? 0) + 1)
    for entry in entries { table[Int(entry.method.number)] = entry }
    return table
  }()
}

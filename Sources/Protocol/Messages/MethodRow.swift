/// One method: all that is fixed about it, in one row of its workflow's table.
///
/// Everything else that is said of methods comes from the rows: decoding, encoding, the registry of
/// messages, permissions, `schema/methods.json`, `rpc list`, and the reply's type in the client.
public struct MethodRow<Asked: Message, Answer: Message>: Sendable {
  /// The row without its types.
  public let method: Method
  private let make: @Sendable (Asked) -> Request
  private let about: (@Sendable (Asked) -> String)?

  /// Where the columns are too many for a line, the types and the request's case stand on the next.
  init(
    _ number: UInt16, _ name: StaticString, _ audience: Audience, _ repeats: Repeats<Asked>,
    _ passage: Passage, _ asked: Asked.Type, _ answer: Answer.Type,
    _ request: @escaping @Sendable (Asked) -> Request
  ) {
    method = Method(number, name, audience, repeats.idempotency, passage, asked, answer)
    make = request
    about = repeats.about
  }

  /// The request that carries `message`.
  public func request(_ message: Asked) -> Request { make(message) }

  /// What a keyed change is about: two of one subject can undo each other. Empty where the method
  /// takes no key.
  func subject(_ message: Asked) -> String { about?(message) ?? "" }
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

/// A row whose types are not known where it is used.
public protocol AnyMethodRow: Sendable {
  /// The row without its types.
  var method: Method { get }
  /// The messages that are asked and answered.
  var types: (asked: any Message.Type, answer: any Message.Type) { get }
  /// Decodes a request's body. Throws `Malformed` where the bytes are not the one encoding of a
  /// request of the method (C1–C14).
  func decodeRequest(_ body: [UInt8]) throws(Malformed) -> Request
  /// Decodes a reply's or an item's body. Throws like `decodeRequest`.
  func decodeReply(_ body: [UInt8]) throws(Malformed) -> any Message
  /// The request's fields. Throws like `MessageShape.of`.
  func requestShape() throws(Malformed) -> MessageShape
}

extension MethodRow: AnyMethodRow {
  /// The messages that are asked and answered.
  public var types: (asked: any Message.Type, answer: any Message.Type) {
    (Asked.self, Answer.self)
  }

  /// Decodes a request's body.
  ///
  /// Throws `Malformed` where the bytes are not the one encoding of `Asked` (C1–C14).
  public func decodeRequest(_ body: [UInt8]) throws(Malformed) -> Request {
    make(try decode(Asked.self, from: body))
  }

  /// Decodes a reply's or an item's body.
  ///
  /// Throws `Malformed` where the bytes are not the one encoding of `Answer` (C1–C14).
  public func decodeReply(_ body: [UInt8]) throws(Malformed) -> any Message {
    try decode(Answer.self, from: body)
  }

  /// The request's fields. Throws like `MessageShape.of`.
  public func requestShape() throws(Malformed) -> MessageShape { try MessageShape.of(Asked.self) }
}

/// The table of all methods.
public enum Methods {
  /// Every row, by number. A new workflow adds its rows here.
  public static let rows: [any AnyMethodRow] =
    (SystemMethods.rows + LoginMethods.rows + SessionMethods.rows + AccountMethods.rows
    + AppMethods.rows + RegistrationMethods.rows + TodoMethods.rows + DeclareMethods.rows
    + PayMethods.rows + AgreementMethods.rows + PaymentPasswordMethods.rows + QueryMethods.rows
    + BankMethods.rows + SmsMethods.rows + ImportMethods.rows + OfficerMethods.rows)
    .sorted { $0.method.number < $1.method.number }

  /// The row of a number, or nil where there is none.
  static func row(_ number: UInt16) -> (any AnyMethodRow)? {
    Int(number) < byNumber.count ? byNumber[Int(number)] : nil
  }

  /// At the place of its number: numbers are small and dense, and every request looks its row up.
  private static let byNumber: [(any AnyMethodRow)?] = {
    var table = [(any AnyMethodRow)?](
      repeating: nil, count: Int(rows.last?.method.number ?? 0) + 1)
    for row in rows { table[Int(row.method.number)] = row }
    return table
  }()
}

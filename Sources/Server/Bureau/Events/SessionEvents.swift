public import Protocol

/// A login is complete.
public struct SessionBegun: Fact {
  /// The name in the schema.
  public static let name: StaticString = "SessionBegun"
  /// The session.
  public let session: Session

  /// Makes it of its fields.
  public init(session: Session) {
    self.session = session
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      session: c.message(1, "session", m?.session))
  }
}

/// A session ended.
public struct SessionFinished: Fact {
  /// The name in the schema.
  public static let name: StaticString = "SessionFinished"
  /// Which.
  public let session: Id128
  /// Why.
  public let why: SessionEnd

  /// Makes it of its fields.
  public init(session: Id128, why: SessionEnd) {
    self.session = session
    self.why = why
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      session: c.id(1, "session", m?.session),
      why: c.choice(2, "why", m?.why))
  }
}

/// A scan proved the person in a session.
public struct SessionProved: Fact {
  /// The name in the schema.
  public static let name: StaticString = "SessionProved"
  /// Which.
  public let session: Id128

  /// Makes it of its fields.
  public init(session: Id128) {
    self.session = session
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      session: c.id(1, "session", m?.session))
  }
}

/// A message that carries no code was ordered.
public struct MessageOrdered: Fact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "MessageOrdered"
  /// The message.
  public let order: SmsOrder

  /// Makes it of its fields.
  public init(order: SmsOrder) {
    self.order = order
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      order: c.message(1, "order", m?.order))
  }
}

/// The gateway has taken a message.
public struct MessageTaken: Fact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "MessageTaken"
  /// Which.
  public let order: Id128

  /// Makes it of its fields.
  public init(order: Id128) {
    self.order = order
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      order: c.id(1, "order", m?.order))
  }
}

/// No gateway took messages while they were worth sending: they are forgotten.
public struct MessagesExpired: Fact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "MessagesExpired"
  /// Which.
  public let orders: [Id128]

  /// The most of one event.
  public static let ordersMax = 4_096

  /// Makes it of its fields.
  public init(orders: [Id128]) {
    self.orders = orders
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      orders: c.values(1, "orders", m?.orders, max: ordersMax))
  }
}

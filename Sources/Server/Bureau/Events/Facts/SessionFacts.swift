package import Protocol

/// A session began (登录成功).
package struct SessionBegun: Fact {
  package static let name: StaticString = "SessionBegun"
  package let session: Session

  package init(session: Session) {
    self.session = session
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      session: c.message(1, "session", m?.session))
  }
}

/// A session ended.
package struct SessionFinished: Fact {
  package static let name: StaticString = "SessionFinished"
  package let session: Id128
  package let why: SessionEnd

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      session: c.id(1, "session", m?.session),
      why: c.choice(2, "why", m?.why))
  }
}

/// A scan (扫码) proved the person in a session.
package struct SessionProved: Fact {
  package static let name: StaticString = "SessionProved"
  package let session: Id128

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      session: c.id(1, "session", m?.session))
  }
}

/// A message without a code was ordered (短信).
package struct MessageOrdered: Fact, QuietFact {
  package static let name: StaticString = "MessageOrdered"
  package let order: SmsOrder

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      order: c.message(1, "order", m?.order))
  }
}

/// The SMS gateway (短信网关) has taken a message.
package struct MessageTaken: Fact, QuietFact {
  package static let name: StaticString = "MessageTaken"
  package let order: Id128

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      order: c.id(1, "order", m?.order))
  }
}

/// Messages that no gateway took before their end were dropped.
package struct MessagesExpired: Fact, QuietFact {
  package static let name: StaticString = "MessagesExpired"
  package let orders: [Id128]

  /// The most messages of one event.
  package static let ordersMax = 4_096

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      orders: c.values(1, "orders", m?.orders, max: ordersMax))
  }
}

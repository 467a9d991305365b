package import Protocol

/// An agreement was entered (新增委托扣款协议); its bank has an order to confirm it.
package struct AgreementAdded: EmployerFact {
  package static let name: StaticString = "AgreementAdded"
  package let registration: RegistrationNumber
  package let agreement: AgreementState

  package init(registration: RegistrationNumber, agreement: AgreementState) {
    self.registration = registration
    self.agreement = agreement
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      agreement: c.message(2, "agreement", m?.agreement))
  }
}

/// An agreement's state changed, or its bank was given another order.
package struct AgreementMoved: EmployerFact {
  package static let name: StaticString = "AgreementMoved"
  package let registration: RegistrationNumber
  package let number: AgreementNumber
  /// The new state.
  package let status: AgreementStatus
  /// The last order that the bank was given for it.
  package let order: Id128
  /// Digest over the terms of ``order``.
  package let digest: Digest256
  /// The bank's reason for refusing, or empty.
  package let reason: String
  /// The person who asked for ``order``.
  package let person: ResidentID

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      status: c.choice(3, "status", m?.status),
      order: c.id(4, "order", m?.order),
      digest: c.digest(5, "digest", m?.digest),
      reason: c.text(6, "reason", m?.reason, max: 200),
      person: c.value(7, "person", m?.person))
  }
}

/// Auto-payment (自动缴费) was turned on or off (A4).
package struct AutoPaymentSet: EmployerFact, QuietFact {
  package static let name: StaticString = "AutoPaymentSet"
  package let registration: RegistrationNumber
  package let number: AgreementNumber
  package let on: Bool

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      on: c.flag(3, "on", m?.on))
  }
}

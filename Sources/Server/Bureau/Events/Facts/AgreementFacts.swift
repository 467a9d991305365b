package import Protocol

/// An agreement was entered; the bank is asked.
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

/// An agreement's state changed.
package struct AgreementMoved: EmployerFact {
  package static let name: StaticString = "AgreementMoved"
  package let registration: RegistrationNumber
  package let number: AgreementNumber
  /// The new state.
  package let status: AgreementStatus
  /// The order that the bank has for it.
  package let order: Id128
  /// Over that order's terms.
  package let digest: Digest256
  /// The bank's words, or empty.
  package let reason: String
  /// Who asked for that order.
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

/// Auto-payment was turned on or off (A4).
package struct AutoPaymentSet: EmployerFact, QuietFact {
  package static let name: StaticString = "AutoPaymentSet"
  package let registration: RegistrationNumber
  package let number: AgreementNumber
  /// On or off.
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

public import Protocol

/// An agreement was entered; the bank is asked.
public struct AgreementAdded: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "AgreementAdded"
  /// The employer.
  public let registration: RegistrationNumber
  /// The agreement.
  public let agreement: AgreementState

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, agreement: AgreementState) {
    self.registration = registration
    self.agreement = agreement
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      agreement: c.message(2, "agreement", m?.agreement))
  }
}

/// An agreement's state changed.
public struct AgreementMoved: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "AgreementMoved"
  /// The employer.
  public let registration: RegistrationNumber
  /// Which.
  public let number: AgreementNumber
  /// The new state.
  public let status: AgreementStatus
  /// The order that the bank has for it.
  public let order: Id128
  /// Over that order's terms.
  public let digest: Digest256
  /// The bank's words, or empty.
  public let reason: String
  /// Who asked for that order.
  public let person: ResidentID

  /// Makes it of its fields.
  public init(
    registration: RegistrationNumber, number: AgreementNumber, status: AgreementStatus,
    order: Id128, digest: Digest256, reason: String, person: ResidentID
  ) {
    self.registration = registration
    self.number = number
    self.status = status
    self.order = order
    self.digest = digest
    self.reason = reason
    self.person = person
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct AutoPaymentSet: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "AutoPaymentSet"
  /// The employer.
  public let registration: RegistrationNumber
  /// Which.
  public let number: AgreementNumber
  /// On or off.
  public let on: Bool

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, number: AgreementNumber, on: Bool) {
    self.registration = registration
    self.number = number
    self.on = on
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      on: c.flag(3, "on", m?.on))
  }
}

public import Protocol

/// An officer's file has an employer.
public struct EmployerFiled: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "EmployerFiled"
  /// As it is from now on.
  public let taxRegistration: Registration
  /// As they are from now on.
  public let enrolments: [Enrolment]

  /// The employer.
  public var registration: RegistrationNumber { taxRegistration.registration }

  /// Makes it of its fields.
  public init(registration: Registration, enrolments: [Enrolment]) {
    taxRegistration = registration
    self.enrolments = enrolments
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.message(1, "registration", m?.taxRegistration),
      enrolments: c.list(2, "enrolments", m?.enrolments, max: 32))
  }
}

/// The agency sent a notice, or a higher version of one.
public struct NoticeFiled: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "NoticeFiled"
  /// The employer.
  public let registration: RegistrationNumber
  /// The notice.
  public let notice: Notice

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, notice: Notice) {
    self.registration = registration
    self.notice = notice
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      notice: c.message(2, "notice", m?.notice))
  }
}

/// The agency withdrew a notice.
public struct NoticeWithdrawn: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "NoticeWithdrawn"
  /// The employer.
  public let registration: RegistrationNumber
  /// Which.
  public let notice: NoticeNumber

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, notice: NoticeNumber) {
    self.registration = registration
    self.notice = notice
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      notice: c.value(2, "notice", m?.notice))
  }
}

/// A notice was declared.
public struct Declared: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "Declared"
  /// The employer.
  public let registration: RegistrationNumber
  /// Which.
  public let notice: NoticeNumber
  /// The business day.
  public let on: BusinessDate

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, notice: NoticeNumber, on: BusinessDate) {
    self.registration = registration
    self.notice = notice
    self.on = on
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      notice: c.value(2, "notice", m?.notice),
      on: c.value(3, "on", m?.on))
  }
}

/// A declaration was voided.
public struct DeclarationVoided: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "DeclarationVoided"
  /// The employer.
  public let registration: RegistrationNumber
  /// Which.
  public let notice: NoticeNumber

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, notice: NoticeNumber) {
    self.registration = registration
    self.notice = notice
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      notice: c.value(2, "notice", m?.notice))
  }
}

package import Protocol

/// An import filed an employer, for the first time or again (用人单位).
package struct EmployerFiled: EmployerFact {
  package static let name: StaticString = "EmployerFiled"
  /// The new tax registration (税务登记).
  package let file: Registration
  /// All enrolments (参保登记) from now on.
  package let enrolments: [Enrolment]

  package var registration: RegistrationNumber { file.registration }

  package init(file: Registration, enrolments: [Enrolment]) {
    self.file = file
    self.enrolments = enrolments
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      file: c.message(1, "registration", m?.file),
      enrolments: c.list(2, "enrolments", m?.enrolments, max: 32))
  }
}

/// An import filed a notice (告知单), or a higher version of one (更正).
package struct NoticeFiled: EmployerFact, QuietFact {
  package static let name: StaticString = "NoticeFiled"
  package let registration: RegistrationNumber
  package let notice: Notice

  package init(registration: RegistrationNumber, notice: Notice) {
    self.registration = registration
    self.notice = notice
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      notice: c.message(2, "notice", m?.notice))
  }
}

/// The agency withdrew a notice (撤回).
package struct NoticeWithdrawn: EmployerFact, QuietFact {
  package static let name: StaticString = "NoticeWithdrawn"
  package let registration: RegistrationNumber
  package let notice: NoticeNumber

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      notice: c.value(2, "notice", m?.notice))
  }
}

/// A notice was declared (申报).
package struct Declared: EmployerFact, QuietFact {
  package static let name: StaticString = "Declared"
  package let registration: RegistrationNumber
  package let notice: NoticeNumber
  /// The business day of the declaration (申报日期).
  package let on: BusinessDate

  package init(registration: RegistrationNumber, notice: NoticeNumber, on: BusinessDate) {
    self.registration = registration
    self.notice = notice
    self.on = on
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      notice: c.value(2, "notice", m?.notice),
      on: c.value(3, "on", m?.on))
  }
}

/// A declaration was voided (申报作废).
package struct DeclarationVoided: EmployerFact, QuietFact {
  package static let name: StaticString = "DeclarationVoided"
  package let registration: RegistrationNumber
  package let notice: NoticeNumber

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      notice: c.value(2, "notice", m?.notice))
  }
}

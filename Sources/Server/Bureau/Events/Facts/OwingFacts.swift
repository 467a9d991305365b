package import Protocol

/// An officer's file has an employer.
package struct EmployerFiled: EmployerFact {
  package static let name: StaticString = "EmployerFiled"
  /// As it is from now on.
  package let file: Registration
  /// As they are from now on.
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

/// The agency sent a notice, or a higher version of one.
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

/// The agency withdrew a notice.
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

/// A notice was declared.
package struct Declared: EmployerFact, QuietFact {
  package static let name: StaticString = "Declared"
  package let registration: RegistrationNumber
  package let notice: NoticeNumber
  /// The business day.
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

/// A declaration was voided.
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

/// The phone app that scans: 税务APP or 个人所得税APP (L1.3).
package enum ScanApp: UInt8, Choice {
  package static let typeName: StaticString = "ScanApp"

  case taxApp = 1
  case incomeTaxApp = 2
}

/// Asks for a scan challenge within a login (L1.3).
package struct ScanStart: Message {
  package static let name: StaticString = "ScanStart"
  /// From `LoginOpened`.
  package let login: Id128
  /// The app that will scan.
  package let app: ScanApp

  package init(login: Id128, app: ScanApp) {
    self.login = login
    self.app = app
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login),
      app: c.choice(2, "app", m?.app))
  }
}

/// What the clerk's screen shows for a scan (扫码).
package struct ScanChallenge: Message {
  package static let name: StaticString = "ScanChallenge"
  /// The QR code's text.
  package let qr: String
  /// Two digits, 10 to 99, that the app must repeat.
  package let digits: UInt32
  /// 90 seconds after it was made, real time.
  package let expires: Timestamp

  package init(qr: String, digits: UInt32, expires: Timestamp) {
    self.qr = qr
    self.digits = digits
    self.expires = expires
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      qr: c.text(1, "qr", m?.qr, max: 120),
      digits: c.number32(2, "digits", m?.digits),
      expires: c.value(3, "expires", m?.expires))
  }
}

/// The app read a QR code and asks what it is.
package struct ScanLook: Message {
  package static let name: StaticString = "ScanLook"
  /// The QR code's text.
  package let qr: String

  package init(qr: String) {
    self.qr = qr
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      qr: c.text(1, "qr", m?.qr, max: 120))
  }
}

/// What the app shows its user.
package struct ScanTerms: Message {
  package static let name: StaticString = "ScanTerms"
  /// What will be approved, in Chinese.
  package let purpose: String
  /// The employer, where one is known.
  package let employerName: String
  /// When the challenge ends, real time.
  package let expires: Timestamp

  package init(purpose: String, employerName: String, expires: Timestamp) {
    self.purpose = purpose
    self.employerName = employerName
    self.expires = expires
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      purpose: c.text(1, "purpose", m?.purpose, max: 60),
      employerName: c.text(2, "employerName", m?.employerName, max: 200),
      expires: c.value(3, "expires", m?.expires))
  }
}

/// The app's user approves or refuses a scan.
package struct ScanAnswer: Message {
  package static let name: StaticString = "ScanAnswer"
  /// The QR code's text.
  package let qr: String
  /// Whether the user agreed.
  package let approved: Bool
  /// The two digits that the user read off the clerk's screen.
  package let digits: UInt32
  /// The person signed in in the app, for whom the app vouches.
  package let resident: ResidentID
  /// The employer entered in the tax app.
  package let employer: RegistrationNumber?

  package init(
    qr: String, approved: Bool, digits: UInt32, resident: ResidentID,
    employer: RegistrationNumber? = nil
  ) {
    self.qr = qr
    self.approved = approved
    self.digits = digits
    self.resident = resident
    self.employer = employer
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      qr: c.text(1, "qr", m?.qr, max: 120),
      approved: c.flag(2, "approved", m?.approved),
      digits: c.number32(3, "digits", m?.digits),
      resident: c.value(4, "resident", m?.resident),
      employer: c.maybe(5, "employer", m?.employer))
  }
}

/// Asks for a scan that proves the person again within a session.
package struct StepUpStart: Message {
  package static let name: StaticString = "StepUpStart"
  /// The app that will scan.
  package let app: ScanApp

  package init(app: ScanApp) {
    self.app = app
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      app: c.choice(1, "app", m?.app))
  }
}

/// Whether the session has been proved by a scan.
package struct StepUpState: Message {
  package static let name: StaticString = "StepUpState"
  /// Whether it has.
  package let proved: Bool

  package init(proved: Bool) {
    self.proved = proved
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      proved: c.flag(1, "proved", m?.proved))
  }
}

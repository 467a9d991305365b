/// The phone app that scans (L1.3).
package enum ScanApp: UInt8, Choice {
  package static let typeName: StaticString = "ScanApp"

  /// 税务APP.
  case taxApp = 1
  /// 个人所得税APP.
  case incomeTaxApp = 2
}

/// Makes a QR code within a login (扫码验证, L1.3).
package struct ScanStart: Message {
  package static let name: StaticString = "ScanStart"
  /// The login's id, from `LoginOpened`.
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

/// A scan challenge, as the clerk's screen shows it (扫码).
package struct ScanChallenge: Message {
  package static let name: StaticString = "ScanChallenge"
  /// The text of the QR code.
  package let qr: String
  /// 核对数字: a number from 10 to 99 that the app's user must repeat.
  package let digits: UInt32
  /// When the challenge expires, 90 seconds after it was made, real time.
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

/// Asks what a QR code is for, after the app has scanned it.
package struct ScanLook: Message {
  package static let name: StaticString = "ScanLook"
  /// The text of the QR code.
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

/// The text that the app shows to its user before approval.
package struct ScanTerms: Message {
  package static let name: StaticString = "ScanTerms"
  /// The action that the scan approves, in Chinese.
  package let purpose: String
  /// 纳税人名称 of the employer; empty where none is chosen yet.
  package let employerName: String
  /// When the challenge expires, real time.
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
  /// The text of the QR code.
  package let qr: String
  /// Whether the user agreed.
  package let approved: Bool
  /// 核对数字, as the user read it off the clerk's screen.
  package let digits: UInt32
  /// 居民身份证号码 of the person signed in to the app, as the app vouches.
  package let resident: ResidentID
  /// 登记序号 of the employer signed in to in the tax app.
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

/// Makes a QR code that proves the person within a session (扫码验证).
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
  /// Whether a scan has proved the person in this session.
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

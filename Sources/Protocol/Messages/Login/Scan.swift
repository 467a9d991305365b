/// What a phone app asks and answers about a scan (扫码, L1.3).
public enum AppRequest: WorkflowRequest {
  /// What the QR code is for.
  case scanLook(ScanLook)
  /// The user's answer.
  case scanAnswer(ScanAnswer)

  /// Shows the reader the request's row and its message.
  public func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .scanLook(let m): reader.read(AppMethods.scanLook, m)
    case .scanAnswer(let m): reader.read(AppMethods.scanAnswer, m)
    }
  }
}

/// The rows of `AppRequest`.
public enum AppMethods {
  /// What the QR code is for.
  public static let scanLook = MethodRow(
    0x0120, "app.scan.look", .app, .safe, .free,
    ScanLook.self, ScanTerms.self
  ) { .app(.scanLook($0)) }
  /// The user's answer.
  public static let scanAnswer = MethodRow(
    0x0121, "app.scan.answer", .app, .none, .free,
    ScanAnswer.self, Done.self
  ) { .app(.scanAnswer($0)) }

  static let rows: [MethodEntry] = [scanLook.entry, scanAnswer.entry]
}

/// The phone app that scans: 税务APP or 个人所得税APP (L1.3).
public enum ScanApp: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "ScanApp"

  /// 1 on the wire.
  case taxApp = 1
  /// 2 on the wire.
  case incomeTaxApp = 2
}

/// Asks for a scan challenge within a login (L1.3).
public struct ScanStart: Message {
  /// The name in the schema.
  public static let name: StaticString = "ScanStart"
  /// From `LoginOpened`.
  public let login: Id128
  /// The app that will scan.
  public let app: ScanApp

  /// Makes it of its fields.
  public init(login: Id128, app: ScanApp) {
    self.login = login
    self.app = app
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login),
      app: c.choice(2, "app", m?.app))
  }
}

/// What the clerk's screen shows for a scan (扫码).
public struct ScanChallenge: Message {
  /// The name in the schema.
  public static let name: StaticString = "ScanChallenge"
  /// The QR code's text.
  public let qr: String
  /// Two digits, 10 to 99, that the app must repeat.
  public let digits: UInt32
  /// 90 seconds after it was made, real time.
  public let expires: Timestamp

  /// Makes it of its fields.
  public init(qr: String, digits: UInt32, expires: Timestamp) {
    self.qr = qr
    self.digits = digits
    self.expires = expires
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      qr: c.text(1, "qr", m?.qr, max: 120),
      digits: c.number32(2, "digits", m?.digits),
      expires: c.value(3, "expires", m?.expires))
  }
}

/// The app read a QR code and asks what it is.
public struct ScanLook: Message {
  /// The name in the schema.
  public static let name: StaticString = "ScanLook"
  /// The QR code's text.
  public let qr: String

  /// Makes it of its fields.
  public init(qr: String) {
    self.qr = qr
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      qr: c.text(1, "qr", m?.qr, max: 120))
  }
}

/// What the app shows its user.
public struct ScanTerms: Message {
  /// The name in the schema.
  public static let name: StaticString = "ScanTerms"
  /// What will be approved, in Chinese.
  public let purpose: String
  /// The employer, where one is known.
  public let employerName: String
  /// When the challenge ends, real time.
  public let expires: Timestamp

  /// Makes it of its fields.
  public init(purpose: String, employerName: String, expires: Timestamp) {
    self.purpose = purpose
    self.employerName = employerName
    self.expires = expires
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      purpose: c.text(1, "purpose", m?.purpose, max: 60),
      employerName: c.text(2, "employerName", m?.employerName, max: 200),
      expires: c.value(3, "expires", m?.expires))
  }
}

/// The app's user approves or refuses a scan.
public struct ScanAnswer: Message {
  /// The name in the schema.
  public static let name: StaticString = "ScanAnswer"
  /// The QR code's text.
  public let qr: String
  /// Whether the user agreed.
  public let approved: Bool
  /// The two digits that the user read off the clerk's screen.
  public let digits: UInt32
  /// The person signed in in the app, for whom the app vouches.
  public let resident: ResidentID
  /// The employer entered in the tax app.
  public let employer: RegistrationNumber?

  /// Makes it of its fields.
  public init(
    qr: String, approved: Bool, digits: UInt32, resident: ResidentID,
    employer: RegistrationNumber? = nil
  ) {
    self.qr = qr
    self.approved = approved
    self.digits = digits
    self.resident = resident
    self.employer = employer
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct StepUpStart: Message {
  /// The name in the schema.
  public static let name: StaticString = "StepUpStart"
  /// The app that will scan.
  public let app: ScanApp

  /// Makes it of its fields.
  public init(app: ScanApp) {
    self.app = app
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      app: c.choice(1, "app", m?.app))
  }
}

/// Whether the session has been proved by a scan.
public struct StepUpState: Message {
  /// The name in the schema.
  public static let name: StaticString = "StepUpState"
  /// Whether it has.
  public let proved: Bool

  /// Makes it of its fields.
  public init(proved: Bool) {
    self.proved = proved
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      proved: c.flag(1, "proved", m?.proved))
  }
}

/// The steps of signing in (登录, L1).
package enum LoginRequest: WorkflowRequest {
  /// Makes a slider challenge (滑块, L1.1).
  case slider
  /// Begins a login with the password (密码登录, L1).
  case password(PasswordLogin)
  /// Sends an SMS code (获取验证码).
  case codeSend(LoginReference)
  /// Enters the SMS code (验证码, L1.4).
  case codeEnter(LoginCode)
  /// Makes a QR code to scan (扫码验证, L1.3).
  case scanStart(ScanStart)
  /// Waits until the QR code is scanned.
  case scanWait(LoginReference)
  /// Chooses an identity (选择办税身份, L1.5).
  case identity(IdentityChoice)
  /// Confirms the identity (确认身份, L1.6).
  case confirm(LoginReference)
  /// Shows a document's text (告知同意书, 服务协议; L1.7).
  case consentText(ConsentRequest)
  /// Accepts or refuses the documents (L1.7).
  case consent(ConsentAnswer)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .slider: reader.read(LoginMethods.slider, Empty())
    case .password(let m): reader.read(LoginMethods.password, m)
    case .codeSend(let m): reader.read(LoginMethods.codeSend, m)
    case .codeEnter(let m): reader.read(LoginMethods.codeEnter, m)
    case .scanStart(let m): reader.read(LoginMethods.scanStart, m)
    case .scanWait(let m): reader.read(LoginMethods.scanWait, m)
    case .identity(let m): reader.read(LoginMethods.identity, m)
    case .confirm(let m): reader.read(LoginMethods.confirm, m)
    case .consentText(let m): reader.read(LoginMethods.consentText, m)
    case .consent(let m): reader.read(LoginMethods.consent, m)
    }
  }
}

package enum LoginMethods {
  package static let slider = MethodDefinition(
    0x0100, "login.slider", .anyone, .safe, .free,
    Empty.self, Slider.self
  ) { _ in .login(.slider) }
  package static let password = MethodDefinition(
    0x0101, "login.password", .anyone, .none, .gated,
    PasswordLogin.self, LoginOpened.self
  ) { .login(.password($0)) }
  package static let codeSend = MethodDefinition(
    0x0102, "login.code.send", .anyone, .none, .gated,
    LoginReference.self, SmsCodeSent.self
  ) { .login(.codeSend($0)) }
  package static let codeEnter = MethodDefinition(
    0x0103, "login.code.enter", .anyone, .none, .gated,
    LoginCode.self, LoginStep.self
  ) { .login(.codeEnter($0)) }
  package static let scanStart = MethodDefinition(
    0x0104, "login.scan.start", .anyone, .none, .gated,
    ScanStart.self, ScanChallenge.self
  ) { .login(.scanStart($0)) }
  package static let scanWait = MethodDefinition(
    0x0105, "login.scan.wait", .anyone, .none, .gated,
    LoginReference.self, LoginStep.self
  ) { .login(.scanWait($0)) }
  package static let identity = MethodDefinition(
    0x0106, "login.identity", .anyone, .none, .gated,
    IdentityChoice.self, LoginStep.self
  ) { .login(.identity($0)) }
  package static let confirm = MethodDefinition(
    0x0107, "login.confirm", .anyone, .none, .gated,
    LoginReference.self, LoginStep.self
  ) { .login(.confirm($0)) }
  package static let consentText = MethodDefinition(
    0x0108, "login.consent.text", .anyone, .safe, .free,
    ConsentRequest.self, ConsentText.self
  ) { .login(.consentText($0)) }
  package static let consent = MethodDefinition(
    0x0109, "login.consent", .anyone, .none, .gated,
    ConsentAnswer.self, LoginStep.self
  ) { .login(.consent($0)) }

  static let definitions: [AnyMethodDefinition] = [
    slider.untyped, password.untyped, codeSend.untyped, codeEnter.untyped, scanStart.untyped,
    scanWait.untyped,
    identity.untyped, confirm.untyped, consentText.untyped, consent.untyped,
  ]
}

/// The second factor (第二步验证): an SMS code or a scan by either app (L1.2).
package enum Factor: UInt8, Choice {
  package static let typeName: StaticString = "Factor"

  /// 短信验证码.
  case sms = 1
  /// 税务APP扫码.
  case taxAppScan = 2
  /// 个人所得税APP扫码.
  case incomeTaxAppScan = 3
}

/// The step of a login that is next.
package enum LoginStage: UInt8, Choice {
  package static let typeName: StaticString = "LoginStage"

  /// 第二步验证: the second factor, by SMS code or by scan.
  case factor = 1
  /// 选择办税身份: the choice of an identity.
  case identity = 2
  /// 确认身份: the confirmation of an identity used for the first time.
  case confirmation = 3
  /// 告知同意书, 服务协议: the consent at the first login.
  case consent = 4
  /// 登录成功: none; the session is open.
  case entered = 5
}

/// A slider challenge, to be used once (滑块, L1.1): drag to `width`, and find the proof of work.
package struct Slider: Message {
  package static let name: StaticString = "Slider"
  /// Opaque bytes, sent back with the login.
  package let challenge: [UInt8]
  /// The track's right end, which is the position to drag to.
  package let width: UInt32
  /// The number of leading zero bits that SHA-256(challenge ‖ proof as 8 bytes little-endian) must
  /// have.
  package let proofBits: UInt32
  /// When the challenge expires, real time.
  package let expires: Timestamp

  package init(challenge: [UInt8], width: UInt32, proofBits: UInt32, expires: Timestamp) {
    self.challenge = challenge
    self.width = width
    self.proofBits = proofBits
    self.expires = expires
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      challenge: c.bytes(1, "challenge", m?.challenge, max: 64),
      width: c.number32(2, "width", m?.width),
      proofBits: c.number32(3, "proofBits", m?.proofBits),
      expires: c.value(4, "expires", m?.expires))
  }
}

/// Begins a login with the password (密码登录, L1).
package struct PasswordLogin: Message {
  package static let name: StaticString = "PasswordLogin"
  /// 统一社会信用代码 or 纳税人识别号.
  package let taxpayer: TaxpayerID
  /// 手机号码, 居民身份证号码 or 用户名.
  package let user: String
  /// The person's own password.
  package let password: String
  /// `Slider.challenge`.
  package let challenge: [UInt8]
  /// The slider's position at its release, from 0 to `Slider.width`.
  package let position: UInt32
  /// The slider's proof of work; see `Slider.proofBits`.
  package let proof: UInt64

  package init(
    taxpayer: TaxpayerID, user: String, password: String, challenge: [UInt8], position: UInt32,
    proof: UInt64
  ) {
    self.taxpayer = taxpayer
    self.user = user
    self.password = password
    self.challenge = challenge
    self.position = position
    self.proof = proof
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      taxpayer: c.value(1, "taxpayer", m?.taxpayer),
      user: c.text(2, "user", m?.user, max: 64),
      password: c.secret(3, "password", m?.password, max: 128),
      challenge: c.bytes(4, "challenge", m?.challenge, max: 64),
      position: c.number32(5, "position", m?.position),
      proof: c.number(6, "proof", m?.proof))
  }
}

/// A login whose password was right; the second factor is next (第二步验证, L1.2).
package struct LoginOpened: Message {
  package static let name: StaticString = "LoginOpened"
  /// The login's id in the further steps. A secret.
  package let login: Id128
  /// The second factors that may be chosen.
  package let factors: [Factor]
  /// 手机号码 on file, masked.
  package let phone: String
  /// When the login must be complete, real time.
  package let expires: Timestamp

  package init(login: Id128, factors: [Factor], phone: String, expires: Timestamp) {
    self.login = login
    self.factors = factors
    self.phone = phone
    self.expires = expires
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login),
      factors: c.values(2, "factors", m?.factors, max: 3),
      phone: c.text(3, "phone", m?.phone, max: 20),
      expires: c.value(4, "expires", m?.expires))
  }
}

/// Names a login in progress.
package struct LoginReference: Message {
  package static let name: StaticString = "LoginReference"
  /// The login's id, from `LoginOpened`.
  package let login: Id128

  package init(login: Id128) {
    self.login = login
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login))
  }
}

/// An SMS code was sent (短信验证码).
package struct SmsCodeSent: Message {
  package static let name: StaticString = "SmsCodeSent"
  /// The code's request, which the next step names where it has a field for it.
  package let request: Id128
  /// 手机号码 that it was sent to, masked.
  package let phone: String
  /// When the code expires, real time.
  package let expires: Timestamp
  /// When another code may be asked for, real time.
  package let resendAfter: Timestamp

  package init(request: Id128, phone: String, expires: Timestamp, resendAfter: Timestamp) {
    self.request = request
    self.phone = phone
    self.expires = expires
    self.resendAfter = resendAfter
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      request: c.id(1, "request", m?.request),
      phone: c.text(2, "phone", m?.phone, max: 20),
      expires: c.value(3, "expires", m?.expires),
      resendAfter: c.value(4, "resendAfter", m?.resendAfter))
  }
}

/// Enters the SMS code (验证码, L1.4).
package struct LoginCode: Message {
  package static let name: StaticString = "LoginCode"
  /// The login's id, from `LoginOpened`.
  package let login: Id128
  /// 短信验证码: six digits.
  package let code: String

  package init(login: Id128, code: String) {
    self.login = login
    self.code = code
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login),
      code: c.secret(2, "code", m?.code, max: 8))
  }
}

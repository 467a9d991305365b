import Crypto
import Protocol
import Terminal

/// The steps of a login, one for each stage of the server.
enum LoginSteps {
  /// Opens a login with taxpayer, user, password and slider (L1, L1.1), and proves the second
  /// factor (L1.2).
  static func open(_ run: Run) throws(ErrorReport) -> LoginStep {
    let taxpayer = try run.value(
      "taxpayer", Phrase("统一社会信用代码/纳税人识别号", "taxpayer code"), TaxpayerID.self)
    let user = try run.line("user", Phrase("手机号码/居民身份证号码/用户名", "mobile, ID or user name"))
    let password = try run.secret("password", Phrase("个人用户密码", "password"))
    let slider = try SliderSolution.drag(run)
    let login = PasswordLogin(
      taxpayer: taxpayer, user: user, password: password.text, challenge: slider.challenge,
      position: slider.position, proof: slider.proof)
    let opened = try run.ask(LoginMethods.password, login)
    return try prove(run, opened.login, try chosen(run, opened), phone: opened.phone)
  }

  /// Proves the second factor again, where the server asks for it a second time.
  static func factor(_ run: Run, _ step: LoginStep) throws(ErrorReport) -> LoginStep {
    let factor = try named(run) ?? .sms
    return try prove(run, step.login, factor, phone: "")
  }

  private static func named(_ run: Run) throws(ErrorReport) -> Factor? {
    switch run.invocation["factor"] {
    case "sms": .sms
    case "scan-tax": .taxAppScan
    case "scan-incometax": .incomeTaxAppScan
    default: nil
    }
  }

  private static func chosen(_ run: Run, _ opened: LoginOpened) throws(ErrorReport) -> Factor {
    if let named = try named(run) { return named }
    guard opened.factors.count != 1 else { return opened.factors[0] }
    let words = opened.factors.map { factor in
      switch factor {
      case .sms: Phrase("短信验证码（\(opened.phone)）", "SMS code to \(opened.phone)")
      case .taxAppScan: Phrase("税务APP扫码", "scan by the tax app")
      case .incomeTaxAppScan: Phrase("个人所得税APP扫码", "scan by the income tax app")
      }
    }
    let index = try run.choice(
      Phrase("第二步验证", "second factor"), flag: "--factor sms|scan-tax|scan-incometax", words)
    return opened.factors[index]
  }

  private static func prove(
    _ run: Run, _ login: Id128, _ factor: Factor, phone: String
  ) throws(ErrorReport) -> LoginStep {
    switch factor {
    case .sms: try byCode(run, login)
    case .taxAppScan: try byScan(run, login, .taxApp)
    case .incomeTaxAppScan: try byScan(run, login, .incomeTaxApp)
    }
  }

  /// The most SMS codes typed in one command; the server counts wrong ones too.
  static let codesMax = 3

  /// Proves by SMS code (短信验证码, L1.4).
  private static func byCode(_ run: Run, _ login: Id128) throws(ErrorReport) -> LoginStep {
    let sent = try run.ask(LoginMethods.codeSend, LoginReference(login: login))
    try run.note(
      Phrase("验证码已发送至 \(sent.phone)", "a code is on its way to \(sent.phone)"))
    for remaining in (0..<codesMax).reversed() {
      let code = try run.code(Phrase("短信验证码", "SMS code"))
      switch try run.exchange(LoginMethods.codeEnter, LoginCode(login: login, code: code)) {
      case .success(let step): return step
      case .failure(let failure):
        let report = try run.report(failure)
        guard remaining > 0, run.canAsk, report.code == "CODE_WRONG" else { throw report }
        try run.note(report.what)
      }
    }
    throw Failures.wrongReply
  }

  /// Proves by a scan (扫码, L1.3).
  private static func byScan(
    _ run: Run, _ login: Id128, _ app: ScanApp
  ) throws(ErrorReport) -> LoginStep {
    let challenge = try run.ask(LoginMethods.scanStart, ScanStart(login: login, app: app))
    try ScanPrompt.show(run, challenge, app)
    for _ in 0..<ScanPrompt.waitsMax {
      let waiting = LoginReference(login: login)
      if let step = try ScanPrompt.waited(run, LoginMethods.scanWait, waiting),
        step.stage != .factor, !(step.stage == .confirmation && step.needsScan)
      {
        return step
      }
      if try run.greeting().serverTimeMs > challenge.expires.milliseconds { break }
    }
    throw ScanPrompt.expired
  }

  /// Chooses the identity (身份类型), among several employers the one to enter (L1.5).
  static func identity(_ run: Run, _ step: LoginStep) throws(ErrorReport) -> LoginStep {
    var options = step.identities
    if let word = run.invocation["identity"] {
      options = options.filter { IdentityWords.code($0.kind) == word || "\($0.kind)" == word }
    }
    if let wanted = run.invocation.folded("registration") {
      options = options.filter { $0.registration.text == wanted }
    }
    guard !options.isEmpty else {
      throw ErrorReport(
        .loginIncomplete, code: "IDENTITY_UNKNOWN",
        what: Phrase("没有所选的身份", "there is no such identity"),
        why: Phrase(
          same: step.identities.map { "\(IdentityWords.code($0.kind)) \($0.registration)" }
            .joined(separator: ", ")))
    }
    var index = 0
    if options.count > 1 {
      let words = options.map { option in
        let kind = IdentityWords.phrase(option.kind)
        return Phrase(
          "\(kind.zh)  \(option.employerName)" + (option.confirmed ? "" : "（未确认）"),
          "\(kind.en)  \(option.employerName)" + (option.confirmed ? "" : " (not confirmed)"))
      }
      index = try run.choice(
        Phrase("选择办税人员身份类型", "identity type"), flag: "--identity KIND --registration NUMBER",
        words)
    }
    let choice = IdentityChoice(
      login: step.login, kind: options[index].kind, registration: options[index].registration)
    return try run.ask(LoginMethods.identity, choice)
  }

  /// Confirms an identity that was never confirmed, by a scan where the server wants one (L1.6).
  static func confirmation(_ run: Run, _ step: LoginStep) throws(ErrorReport) -> LoginStep {
    if step.needsScan {
      try run.note(Phrase("该身份尚未确认，须扫码验证", "this identity is not confirmed: a scan is needed"))
      return try byScan(run, step.login, try ScanPrompt.app(run, from: run.invocation["factor"]))
    }
    let kind = step.chosen.map { IdentityWords.phrase($0.kind) } ?? Phrase("", "")
    let employer = step.chosen?.employerName ?? ""
    let question = Phrase(
      "是否确认您在【\(employer)】的身份为【\(kind.zh)】？",
      "Do you confirm to be \(kind.en) of \(employer)?")
    guard try run.isConfirmed("confirm-identity", question) else {
      throw ErrorReport(
        .loginIncomplete, code: "identity.unconfirmed",
        what: Phrase("身份未确认，登录未完成", "the identity was not confirmed"))
    }
    return try run.ask(LoginMethods.confirm, LoginReference(login: step.login))
  }

  /// Shows both consents and answers them (L1.7).
  static func consent(_ run: Run, _ step: LoginStep) throws(ErrorReport) -> LoginStep {
    for document in step.consents { try showConsent(run, document) }
    let question = Phrase("是否同意以上文件？", "Do you agree to these documents?")
    let accepted = try run.isConfirmed("accept-consents", question)
    let answer = ConsentAnswer(login: step.login, accepted: accepted, documents: step.consents)
    return try run.ask(LoginMethods.consent, answer)
  }

  /// Shows a document, after comparing its text with the hash that is agreed to.
  private static func showConsent(
    _ run: Run, _ document: ConsentDocument
  ) throws(ErrorReport) {
    let text = try run.ask(LoginMethods.consentText, ConsentRequest(document: document.document))
    guard text.hash == document.hash,
      Digest256(bytes: SHA256.hash(Array(text.text.utf8))) == document.hash
    else {
      throw ErrorReport(
        .protocolMismatch, code: "consent.hash",
        what: Phrase("文件内容与其摘要不符", "a document does not fit its hash"))
    }
    try run.note(Phrase(same: "\(text.title)\n\n\(text.text)\n"))
  }
}

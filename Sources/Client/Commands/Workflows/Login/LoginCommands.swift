import Protocol
import Terminal

/// `login`: by password, and the scan that verifies the person again (L1, L1.1–L1.7).
enum LoginCommands {
  static let all = [
    Command(
      ["login", "password"], Phrase("密码登录", "sign in with a password"),
      options: [
        OptionSpec(
          "taxpayer", value: Phrase("税号", "code"),
          Phrase("统一社会信用代码或纳税人识别号", "taxpayer code")),
        OptionSpec(
          "user", value: Phrase("账号", "user"),
          Phrase("手机号码、居民身份证号码或用户名", "mobile, resident ID or user name")),
        CommandOptions.passwordFile, CommandOptions.passwordStdin,
        OptionSpec(
          "factor", value: Phrase("方式", "way"), choices: ["sms", "scan-tax", "scan-incometax"],
          Phrase("第二步验证方式", "the second factor")),
        CommandOptions.codeFile, CommandOptions.codeStdin,
        OptionSpec(
          "identity", value: Phrase("身份", "identity"),
          choices: IdentityKind.allCases.map(IdentityWords.code),
          synonyms: IdentityKind.allCases.map { "\($0)" },
          Phrase("办税人员身份类型", "identity type")),
        OptionSpec(
          "registration", value: Phrase("登记序号", "registration"),
          Phrase("进入哪一户", "which employer, where there are several")),
        OptionSpec.flag("confirm-identity", Phrase("确认所选身份", "confirm the identity")),
        OptionSpec.flag("accept-consents", Phrase("同意两份文件", "accept both consents")),
        CommandOptions.app, CommandOptions.qrFile, CommandOptions.scanFile,
      ],
      examples: [
        CommandExample(
          "shebao login password --factor sms", Phrase("以短信验证登录", "with an SMS code"))
      ], run: password),
    Command(
      ["login", "stepup"], Phrase("扫码再次验证", "prove yourself by a scan"),
      options: [CommandOptions.app, CommandOptions.qrFile, CommandOptions.scanFile],
      examples: [
        CommandExample("shebao login stepup --app tax", Phrase("用税务APP扫码", "by the tax app"))
      ], run: stepUp),
  ]

  /// The most steps of one login.
  static let stepsMax = 16

  private static func password(_ run: Run) throws(ErrorReport) -> ExitCode {
    var step = try LoginSteps.open(run)
    for _ in 0..<stepsMax {
      switch step.stage {
      case .factor: step = try LoginSteps.factor(run, step)
      case .identity: step = try LoginSteps.identity(run, step)
      case .confirmation: step = try LoginSteps.confirmation(run, step)
      case .consent: step = try LoginSteps.consent(run, step)
      case .entered: return try enter(run, step)
      }
    }
    throw Failures.wrongReply
  }

  private static func enter(_ run: Run, _ step: LoginStep) throws(ErrorReport) -> ExitCode {
    guard let session = step.session else { throw Failures.wrongReply }
    try run.remember(
      try StoredSession(session, server: run.server, realm: try run.greeting().realm))
    let fields: [(Phrase, Cell)] = [
      (Phrase("纳税人", "employer"), .text(session.employerName)),
      (Phrase("纳税人识别号", "taxpayer"), .text(session.taxpayer.text)),
      (Phrase("登记序号", "registration"), .text(session.registration.text)),
      (Phrase("办税人员", "person"), .text(session.person)),
      (Phrase("身份", "identity"), .phrase(IdentityWords.phrase(session.identity))),
      (Phrase("会话至", "session ends"), .text("\(session.ends)")),
    ]
    try run.show(
      CommandOutput(session, [.text(Phrase("登录成功", "signed in")), .fields(FieldList(fields))]))
    return .done
  }

  private static func stepUp(_ run: Run) throws(ErrorReport) -> ExitCode {
    let app = try ScanPrompt.app(run, from: nil)
    let challenge = try run.ask(SessionMethods.stepupStart, StepUpStart(app: app))
    try ScanPrompt.show(run, challenge, app)
    for _ in 0..<ScanPrompt.waitsMax {
      let state = try ScanPrompt.waited(run, SessionMethods.stepupWait, Empty())
      guard let state, state.proved else {
        if try run.greeting().serverTimeMs > challenge.expires.milliseconds { break }
        continue
      }
      try run.show(CommandOutput(state, [.text(Phrase("扫码验证通过", "proved by the scan"))]))
      return .done
    }
    throw ScanPrompt.expired
  }
}

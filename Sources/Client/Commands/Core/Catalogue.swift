import Terminal

/// All commands of `shebao`.
enum Catalogue {
  static let program = "shebao"

  static let commands: [Command] =
    LoginCommands.all + SessionCommands.all + AccountCommands.all + RegistrationCommands.all
    + TodoCommands.all + DeclareCommands.all + PayCommands.all + AgreementCommands.all
    + PaymentPasswordCommands.all + QueryCommands.all + ImportCommands.all + OfficerCommands.all
    + RpcCommands.all + DoctorCommands.all

  static let table = CommandTable(
    program: program,
    summary: Phrase("电子税务局社保费缴费客户端", "client of the e-tax bureau for social insurance fees"),
    globals: Options.globals, commands: commands.map(\.spec), groups: groups,
    topics: [.exitCodes])

  static func command(_ path: [String]) -> Command? {
    commands.first { $0.spec.path == path }
  }

  private static let groups: [String: Phrase] = [
    "login": Phrase("登录", "signing in"), "session": Phrase("会话", "sessions"),
    "account": Phrase("账户", "the account"),
    "registration": Phrase("我的税务登记信息", "my tax registration"),
    "enrolment": Phrase("我的参保登记信息", "my enrolments"), "todo": Phrase("待办事项", "to-dos"),
    "declare": Phrase("申报", "declaring"), "pay": Phrase("缴费", "paying"),
    "agreement": Phrase("委托扣款协议", "withholding agreements"),
    "payment-password": Phrase("支付密码", "the payment password"),
    "query": Phrase("缴费情况查询", "what was paid and what is owed"),
    "officer": Phrase("税务人员", "for tax officers"), "rpc": Phrase("协议", "the protocol"),
  ]
}

extension Run {
  /// Says how many payments wait for their outcome, before any other command.
  func remindOfPending() throws(ErrorReport) {
    let path = invocation.command.path
    guard !["completion", "doctor", "version"].contains(path.first), path != ["pay", "status"]
    else {
      return
    }
    let payments = try pendingPayments()
    let registration = try session()?.registration ?? ""
    let own = payments.filter { $0.registration == registration }
    if let first = own.first {
      try note(
        Phrase(
          "有 \(own.count) 笔结果未确认: shebao pay status --key \(first.key)",
          "\(own.count) outcome(s) not confirmed: shebao pay status --key \(first.key)"))
    }
    let others = Set(payments.map(\.registration)).subtracting([registration]).sorted()
    guard !others.isEmpty else { return }
    let names = others.joined(separator: " ")
    try note(
      Phrase(
        "其他单位有结果未确认的缴费，请登录该单位后查询: \(names)",
        "payments of other employers wait for their outcome, sign in there: \(names)"))
  }

  /// Payments without an outcome that were sent to this server, the oldest first.
  func pendingPayments() throws(ErrorReport) -> [PendingChange] {
    try state.pending().filter { $0.isPayment && $0.server == server }
  }
}

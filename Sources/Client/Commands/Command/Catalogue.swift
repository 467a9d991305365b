import Terminal

/// The table of all commands of `shebao`.
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
    globals: CommandOptions.globals, commands: commands.map(\.spec), groups: groups,
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

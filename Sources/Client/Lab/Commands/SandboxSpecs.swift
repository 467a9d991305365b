internal import Terminal

/// The options, arguments and help texts of `sandbox …`.
enum SandboxSpecs {
  static let commands = [run, status, inbox] + scans + banks + faults

  private static func option(_ name: String, _ value: Phrase, _ summary: Phrase) -> OptionSpec {
    OptionSpec(name, value: value, summary)
  }

  private static let run = CommandSpec(
    ["sandbox", "run"],
    Phrase("扮演全部外部机构，直至 SIGTERM", "play all partners until SIGTERM"),
    options: [
      option("server", Phrase("地址", "HOST:PORT"), Phrase("服务器", "the server")),
      OptionSpec(
        "ca", value: Phrase("文件", "FILE"), isFile: true,
        Phrase("颁发机构证书（PEM）", "the authority's certificate (PEM)")),
      OptionSpec(
        "credentials", value: Phrase("目录", "DIR"), isFile: true,
        Phrase("凭证目录：<角色>-<名称>.pem/.key", "folder of <role>-<name>.pem/.key")),
      OptionSpec(
        "credential", value: Phrase("名称=证书,密钥", "NAME=CERT,KEY"), isRepeatable: true,
        Phrase("另行指定一方的凭证", "another credential for one partner")),
      option(
        "server-name", Phrase("名称", "NAME"),
        Phrase("服务器证书上的名称（缺省为主机）", "name in the server's certificate (else the host)")),
      OptionSpec(
        "bank", value: Phrase("行号", "NUMBER"), isRepeatable: true,
        Phrase("银行行号（缺省两家）", "a bank's number (else two banks)")),
      option(
        "faults", Phrase("文件或规则", "FILE|SPEC"),
        Phrase("故障规则，如 refuse=24009*3,silent@100", "faults, as refuse=24009*3,silent@100")),
      option("seed", Phrase("种子", "SEED"), Phrase("故障抽取的种子", "the seed of the faults")),
      .flag(
        "plain", Phrase("回环明文（仅测试用）", "plain text on loopback (for tests)")),
    ],
    examples: [
      CommandExample(
        "shebao-lab sandbox run --server 127.0.0.1:7443 --ca ca.pem --credentials creds "
          + "--books /var/tmp/sandbox",
        Phrase("启动沙箱", "start the sandbox"))
    ])

  private static let status = CommandSpec(
    ["sandbox", "status"], Phrase("各方连接情况", "the partners' connections"),
    options: [
      option(
        "wait", Phrase("秒", "SECONDS"),
        Phrase("等到全部连接", "wait until all are connected"))
    ])

  private static let inbox = CommandSpec(
    ["sandbox", "inbox"], Phrase("查看短信", "read the phones' messages"),
    options: [
      option("mobile", Phrase("手机号", "MOBILE"), Phrase("只看该手机", "this phone only")),
      .flag("last", Phrase("只看最后一条", "the last one only")),
      .flag("code", Phrase("只显示六位验证码", "only the six digits of the code")),
      option(
        "wait", Phrase("秒", "SECONDS"),
        Phrase("等待下一条（最多 290 秒）", "wait for the next one (at most 290 s)")),
      option("after", Phrase("编号", "ID"), Phrase("此编号之后", "after this id")),
    ],
    examples: [
      CommandExample(
        "shebao-lab sandbox inbox --mobile 13800138000 --last --code",
        Phrase("取验证码", "get the code"))
    ])

  private static let qr = option("qr", Phrase("文本", "TEXT"), Phrase("二维码文本", "the QR code's text"))
  private static let app = OptionSpec(
    "app", value: Phrase("App", "APP"), choices: SandboxSettings.apps,
    Phrase("哪个 App（缺省 tax）", "which app (else tax)"))
  private static let answerOptions = [
    qr, app,
    option("person", Phrase("身份证号", "RESIDENT"), Phrase("App 内登录的人", "who is signed in there")),
    option("digits", Phrase("两位数", "NN"), Phrase("屏幕上的两位数", "the two digits on the screen")),
    option(
      "employer", Phrase("登记序号", "REGISTRATION"),
      Phrase("税务 App 内进入的企业", "the employer entered in the tax app")),
  ]
  private static let scans = [
    CommandSpec(
      ["sandbox", "scan", "look"], Phrase("查看二维码用途", "what a QR code is for"),
      options: [qr, app]),
    CommandSpec(
      ["sandbox", "scan", "approve"], Phrase("扫码确认", "approve a scan"), options: answerOptions),
    CommandSpec(
      ["sandbox", "scan", "refuse"], Phrase("扫码拒绝", "refuse a scan"), options: answerOptions),
  ]

  private static let bank = option(
    "bank", Phrase("行号", "NUMBER"), Phrase("行号（缺省第一家）", "the bank (else the first)"))
  private static let account = option(
    "account", Phrase("账号", "ACCOUNT"), Phrase("账号", "the account"))
  private static let agreement = [
    option("agreement", Phrase("协议书号", "NUMBER"), Phrase("协议书号", "the agreement's number")),
    option("office", Phrase("机关代码", "OFFICE"), Phrase("征收机关", "the tax office")),
    option("taxpayer", Phrase("识别号", "TAXPAYER"), Phrase("纳税人识别号", "the taxpayer's code")),
    OptionSpec.flag("active", Phrase("协议立即生效", "in force at once")),
  ]
  private static let banks = [
    CommandSpec(
      ["sandbox", "bank", "accounts"], Phrase("账户列表", "list the accounts"), options: [bank]),
    CommandSpec(
      ["sandbox", "bank", "open"], Phrase("开户", "open an account"),
      options: [
        bank, account,
        option("name", Phrase("户名", "NAME"), Phrase("户名", "the holder's name")),
        option("balance", Phrase("元", "YUAN"), Phrase("余额（元）", "balance in yuan")),
        OptionSpec(
          "kind", value: Phrase("类型", "KIND"), choices: ["corporate", "personal"],
          Phrase("对公或对私", "corporate or personal")),
        OptionSpec(
          "from", value: Phrase("文件", "FILE"), isFile: true,
          Phrase("批量开户（每行一个 JSON）", "many accounts, one JSON object a line")),
      ] + agreement),
    CommandSpec(
      ["sandbox", "bank", "balance"], Phrase("余额", "an account's balance"),
      options: [
        bank, account,
        option("set", Phrase("元", "YUAN"), Phrase("改为此余额", "make it this balance")),
      ]),
    CommandSpec(
      ["sandbox", "bank", "sign"], Phrase("柜面签署协议（A1）", "sign an agreement on paper (A1)"),
      options: [bank, account] + agreement),
    CommandSpec(
      ["sandbox", "bank", "list"], Phrase("协议列表", "list the agreements"), options: [bank]),
    CommandSpec(
      ["sandbox", "bank", "debits"], Phrase("扣款流水", "list the debits"),
      options: [
        bank, option("after", Phrase("流水号", "SERIAL"), Phrase("此流水之后", "after this serial")),
        option("limit", Phrase("条数", "COUNT"), Phrase("至多条数", "at most so many")),
      ]),
    CommandSpec(
      ["sandbox", "bank", "reconcile"], Phrase("对账合计", "what the books add up to"),
      options: [bank]),
  ]

  private static let faults = [
    CommandSpec(
      ["sandbox", "faults", "set"], Phrase("设定故障", "set the faults"), options: [bank],
      arguments: [
        ArgumentSpec(
          "spec", Phrase("规则", "SPEC"),
          Phrase(
            "refuse=码 silent delay=毫秒 twice amount digest cut=before-taking|after-taking|"
              + "after-doing，后缀 *次数 或 @千分比",
            "refuse=CODE silent delay=MS twice amount digest cut=before-taking|after-taking|"
              + "after-doing, then *COUNT or @PER-MILLE"))
      ]),
    CommandSpec(
      ["sandbox", "faults", "clear"], Phrase("清除故障", "end all faults"), options: [bank]),
    CommandSpec(
      ["sandbox", "faults", "show"], Phrase("现有故障", "the faults in force"), options: [bank]),
  ]
}

import Terminal

/// Options of several commands, and the global ones.
enum CommandOptions {
  static let key = OptionSpec(
    "key", value: Phrase("UUIDv7", "UUIDv7"),
    Phrase("请求键，重复时用同一个", "key of the request; the same for a repeat"))
  static let dryRun = OptionSpec.flag(
    "dry-run", short: "n", Phrase("只预览，不发送", "show what would be sent, send nothing"))
  static let confirmAmount = OptionSpec(
    "confirm-amount", value: Phrase("金额", "amount"),
    Phrase("确认金额（元）", "the amount in yuan, in place of typing it"))
  static let confirm = OptionSpec(
    "confirm", value: Phrase("编号", "number"), Phrase("确认编号", "in place of typing it"))
  static let wait = OptionSpec.flag("wait", Phrase("等待最终结果", "wait for the final outcome"))
  static let lines = OptionSpec(
    "lines", value: Phrase("行号", "lines"),
    Phrase("勾选的可缓缴明细，如 3,4", "deferrable lines to include, such as 3,4"))
  static let codeFile = OptionSpec(
    "code-file", value: Phrase("文件", "file"), isFile: true,
    Phrase("从文件读验证码，等其出现", "read the SMS code from a file, once it is there"))
  static let codeStdin = OptionSpec.flag(
    "code-stdin", Phrase("从标准输入读验证码", "read the SMS code from standard input"))
  static let passwordFile = OptionSpec(
    "password-file", value: Phrase("文件", "file"), isFile: true,
    Phrase("从文件读密码（权限 0600）", "read the password from a file of mode 0600"))
  static let passwordStdin = OptionSpec.flag(
    "password-stdin", Phrase("从标准输入读密码", "read the password from standard input"))
  static let qrFile = OptionSpec(
    "qr-file", value: Phrase("文件", "file"), isFile: true,
    Phrase("把二维码另存为 PNG", "write the QR code to a PNG file as well"))
  static let scanFile = OptionSpec(
    "scan-file", value: Phrase("文件", "file"), isFile: true,
    Phrase("把二维码内容和核对数字存为 JSON", "write the QR code's text and digits as JSON"))
  static let app = OptionSpec(
    "app", value: Phrase("应用", "app"), choices: ["tax", "incometax"],
    Phrase("扫码的手机应用", "the phone app that scans"))
  static let notice = OptionSpec(
    "notice", value: Phrase("告知单号", "notice"), Phrase("只看这份告知单", "only this notice"))

  static let noticeArgument = ArgumentSpec(
    "notice", Phrase("告知单号", "notice"), Phrase("告知单号", "the notice's number"))

  /// Allowed with every command.
  static let globals: [OptionSpec] = [
    OptionSpec(
      "server", value: Phrase("地址", "address"),
      Phrase("服务器 HOST:PORT 或 unix:/路径", "the server, HOST:PORT or unix:/path")),
    OptionSpec(
      "ca", value: Phrase("文件", "file"), isFile: true,
      Phrase("信任的 CA 证书（PEM）", "the authority's certificate (PEM)")),
    OptionSpec(
      "credential", value: Phrase("文件", "file"), isFile: true,
      Phrase("本方证书（税务人员）", "own certificate, for officers")),
    OptionSpec(
      "credential-key", value: Phrase("文件", "file"), isFile: true,
      Phrase("本方证书的私钥", "its private key")),
    OptionSpec.flag("plain", Phrase("不用 TLS，仅限本机", "without TLS, on loopback only")),
    OptionSpec("profile", value: Phrase("名称", "name"), Phrase("使用的配置", "profile to use")),
    OptionSpec(
      "output", short: "o", value: Phrase("格式", "format"),
      choices: OutputFormat.allCases.map(\.rawValue), Phrase("输出格式", "form of the output")),
    OptionSpec.flag("no-input", Phrase("从不提问", "never ask")),
    OptionSpec(
      "lang", value: Phrase("语言", "language"), Phrase("语言 zh 或 en", "language, zh or en")),
    OptionSpec(
      "timeout", value: Phrase("秒", "seconds"), Phrase("每次调用的时限", "time allowed for a call")),
    OptionSpec.flag("accessible", Phrase("不用表格，逐行显示", "records in place of tables")),
  ]
}

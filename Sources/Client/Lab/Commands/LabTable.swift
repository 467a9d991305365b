package import Terminal

/// The command table of `shebao-lab`. Another group of commands is added beside the sandbox's.
package enum LabTable {
  package static let table = CommandTable(
    program: "shebao-lab",
    summary: Phrase("社保费系统工程师工具：沙箱", "tools for engineers: the sandbox of all partners"),
    globals: globals, commands: SandboxSpecs.commands,
    groups: [
      "sandbox": Phrase("沙箱：银行、短信网关、手机 App", "the sandbox: banks, SMS gateway, phone apps"),
      "sandbox scan": Phrase("手机 App 扫码", "scan with a phone app"),
      "sandbox bank": Phrase("沙箱银行", "the sandbox's banks"),
      "sandbox faults": Phrase("银行故障注入", "bad habits of the banks"),
    ],
    topics: [HelpTopic.exitCodes])

  static let globals = [
    OptionSpec(
      "output", short: "o", value: Phrase("格式", "FORMAT"),
      choices: OutputFormat.allCases.map(\.rawValue), Phrase("输出格式", "form of the output")),
    OptionSpec("lang", value: Phrase("语言", "LANG"), Phrase("语言：zh 或 en", "language: zh or en")),
    OptionSpec(
      "books", value: Phrase("目录", "DIR"), isFile: true,
      Phrase(
        "沙箱账簿目录（缺省取 SHEBAO_SANDBOX）", "the sandbox's books (else SHEBAO_SANDBOX)")),
  ]
}

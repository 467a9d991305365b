import Terminal

/// A table with every kind of option and argument.
let sampleTable = CommandTable(
  program: "shebao", summary: Phrase("社保费缴费客户端", "Pay social insurance fees"),
  globals: [
    OptionSpec(
      "output", short: "o", value: Phrase("格式", "FORMAT"),
      choices: OutputFormat.allCases.map(\.rawValue), Phrase("输出格式", "output format")),
    .flag("no-input", Phrase("不提示输入", "never prompt")),
    .flag("quiet", short: "q", Phrase("少说", "say less")),
  ],
  commands: [
    CommandSpec(
      ["pay", "agreement"], Phrase("协议缴纳", "pay by agreement"),
      discussion: Phrase(
        String(repeating: "按委托扣款协议缴费，", count: 12), String(repeating: "by agreement ", count: 20)),
      options: [
        OptionSpec("confirm-amount", value: Phrase("金额", "AMOUNT"), Phrase("确认金额", "amount")),
        OptionSpec(
          "line", value: Phrase("明细", "LINE"), isRepeatable: true, Phrase("选择明细", "choose lines")),
        OptionSpec(
          "pin-file", value: Phrase("文件", "FILE"), isFile: true, Phrase("密码文件", "PIN file")),
        .flag("wait", Phrase("等待结果", "wait for the outcome")),
      ],
      arguments: [ArgumentSpec("notice", Phrase("告知单号", "NOTICE"), Phrase("告知单", "the notice"))],
      examples: [
        CommandExample(
          "shebao pay agreement T8K2 --confirm-amount 12345.67 --pin-file pin "
            + "--wait --no-input -o json",
          Phrase("脚本缴费", "from a script"))
      ]),
    CommandSpec(
      ["pay", "qr"], Phrase("二维码缴费", "pay by QR code"),
      arguments: [
        ArgumentSpec("notice", Phrase("告知单号", "NOTICE"), Phrase("告知单", "the notice")),
        ArgumentSpec(
          "more", Phrase("其他", "MORE"), Phrase("其他", "more"), isOptional: true, isRepeated: true),
      ]),
    CommandSpec(["todo", "list"], Phrase("待办事项", "what is to be done")),
    CommandSpec(["logout"], Phrase("退出登录", "log out")),
  ],
  groups: ["pay": Phrase("缴费", "paying"), "todo": Phrase("待办", "to-dos")],
  topics: [.exitCodes])

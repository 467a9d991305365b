import Protocol
import Terminal

/// `agreement`: withholding agreements (委托扣款协议, A1–A4, A7).
enum AgreementCommands {
  private static let number = ArgumentSpec(
    "number", Phrase("协议书号", "agreement"), Phrase("协议书号", "the agreement's number"))

  static let all = [
    Command(["agreement", "list"], Phrase("我的协议", "own agreements"), run: list),
    Command(
      ["agreement", "show"], Phrase("一份协议", "one agreement"), options: [CommandOptions.wait],
      arguments: [number], run: show),
    Command(
      ["agreement", "add"], Phrase("新增委托扣款协议", "add an agreement"),
      options: [
        OptionSpec.flag("signed-at-bank", Phrase("已在银行签署协议", "signed at the bank")),
        OptionSpec.flag("not-signed", Phrase("未在银行签署协议", "not signed at the bank")),
        OptionSpec(
          "agreement", value: Phrase("协议书号", "agreement"), Phrase("协议书号", "its number")),
        OptionSpec("office", value: Phrase("机关", "office"), Phrase("征收机关", "tax office")),
        OptionSpec(
          "clearing-bank", value: Phrase("行号", "bank"), Phrase("清算行行号", "clearing bank")),
        OptionSpec("opening-bank", value: Phrase("行号", "bank"), Phrase("开户行行号", "opening bank")),
        OptionSpec("account", value: Phrase("账号", "account"), Phrase("扣款账号", "account")),
        OptionSpec("account-name", value: Phrase("户名", "name"), Phrase("账户名称", "its name")),
        OptionSpec(
          "account-kind", value: Phrase("类型", "kind"), choices: ["corporate", "personal"],
          Phrase("对公或对私，默认对公", "whose account; corporate unless said")),
        OptionSpec("phone", value: Phrase("电话", "phone"), Phrase("联系电话", "phone")),
        CommandOptions.wait, CommandOptions.dryRun, CommandOptions.key,
      ], run: add),
    Command(
      ["agreement", "delete"], Phrase("删除协议", "end an agreement"),
      options: [
        CommandOptions.confirm, CommandOptions.wait, CommandOptions.dryRun, CommandOptions.key,
      ], arguments: [number],
      run: delete),
    Command(
      ["agreement", "autopay"], Phrase("自动缴费开关", "auto-payment on or off"),
      options: [CommandOptions.dryRun, CommandOptions.key],
      arguments: [
        number, ArgumentSpec("switch", Phrase("on|off", "on|off"), Phrase("开或关", "on or off")),
      ],
      run: autopay),
    Command(
      ["agreement", "notice"], Phrase("温馨提示和咨询电话", "notices and phone numbers"), run: notice),
  ]

  private static func named(_ run: Run) throws(ErrorReport) -> AgreementNumber {
    try run.value("number", Phrase("协议书号", "agreement"), AgreementNumber.self)
  }

  private static func list(_ run: Run) throws(ErrorReport) -> ExitCode {
    let list = try run.ask(AgreementMethods.list)
    let table = Table(
      [
        Column("number", Phrase("协议书号", "agreement")),
        Column("office", Phrase("征收机关", "office")),
        Column("bank", Phrase("清算行", "bank")), Column("account", Phrase("账号", "account")),
        Column("accountName", Phrase("户名", "name")), Column("status", Phrase("状态", "status")),
        Column("automatic", Phrase("自动缴费", "automatic")),
      ],
      list.agreements.map { agreement in
        [
          .text(agreement.number.text), .text(agreement.office.text),
          .text(agreement.clearingBank.text), .text(agreement.account),
          .text(agreement.accountName), .text(agreement.statusText), .yesNo(agreement.automatic),
        ]
      })
    try run.show(CommandOutput(list, list: "agreements", [.table(table)]))
    return .done
  }

  private static func show(_ run: Run) throws(ErrorReport) -> ExitCode {
    let number = try named(run)
    if run.invocation.flag("wait"), let settled = try settled(run, number) {
      return try end(run, settled)
    }
    return try end(run, try now(run, number))
  }

  private static func now(_ run: Run, _ number: AgreementNumber) throws(ErrorReport) -> Agreement {
    try run.ask(AgreementMethods.show, AgreementReference(number: number, wait: false))
  }

  /// Waits for the bank's answer and returns the agreement; nil where none comes in time.
  private static func settled(
    _ run: Run, _ number: AgreementNumber
  ) throws(ErrorReport) -> Agreement? {
    let which = AgreementReference(number: number, wait: true)
    for _ in 0..<PaymentWait.roundsMax {
      switch try run.exchange(AgreementMethods.show, which, timeoutMs: PaymentWait.roundMs) {
      case .success(let agreement):
        if agreement.status != .verifying && agreement.status != .ending { return agreement }
      case .failure(.answered(_, let error)) where error.reason == CallError.Reason.deadline:
        continue
      case .failure(let failure): throw try run.report(failure)
      }
    }
    return nil
  }

  private static func add(_ run: Run) throws(ErrorReport) -> ExitCode {
    let add = AgreementAdd(
      number: try run.value("agreement", Phrase("协议书号", "agreement"), AgreementNumber.self),
      office: try run.value("office", Phrase("征收机关", "tax office")) { TaxOfficeCode($0) },
      clearingBank: try run.value(
        "clearing-bank", Phrase("清算行行号", "clearing bank"), BankNumber.self),
      openingBank: try run.value("opening-bank", Phrase("开户行行号", "opening bank"), BankNumber.self),
      account: try run.value("account", Phrase("扣款账号", "account"), AccountNumber.self),
      accountName: try run.line("account-name", Phrase("账户名称", "account's name")),
      accountKind: run.invocation["account-kind"] == "personal" ? .personal : .corporate,
      signing: try signing(run),
      phone: try run.line("phone", Phrase("联系电话", "phone")))
    guard !run.isDry else {
      try run.showDry(AgreementMethods.add, add)
      return .done
    }
    let added = try run.change(AgreementMethods.add, add)
    let waits = run.invocation.flag("wait") || run.canAsk
    return try end(run, waits ? try settled(run, add.number) ?? added : added)
  }

  /// Returns how the agreement is signed: at the bank already (A1) or not yet (A2).
  private static func signing(_ run: Run) throws(ErrorReport) -> SigningWay {
    switch (run.invocation.flag("signed-at-bank"), run.invocation.flag("not-signed")) {
    case (true, false): return .signedAtBank
    case (false, true): return .notSigned
    case (false, false), (true, true): break
    }
    let index = try run.choice(
      Phrase("新增委托扣款协议", "add an agreement"), flag: "--signed-at-bank | --not-signed",
      [
        Phrase("已在银行签署协议", "signed at the bank"),
        Phrase("未在银行签署协议", "not signed at the bank"),
      ])
    return index == 0 ? .signedAtBank : .notSigned
  }

  private static func delete(_ run: Run) throws(ErrorReport) -> ExitCode {
    let number = try named(run)
    let reference = AgreementReference(number: number, wait: false)
    guard !run.isDry else {
      try run.showDry(AgreementMethods.delete, reference)
      return .done
    }
    try run.confirm(
      number.text, Phrase("确认删除，请输入协议书号", "type the agreement's number to delete it"))
    let ending = try run.change(AgreementMethods.delete, reference)
    let waits = run.invocation.flag("wait")
    return try end(run, waits ? try settled(run, number) ?? ending : ending)
  }

  private static func autopay(_ run: Run) throws(ErrorReport) -> ExitCode {
    let number = try named(run)
    let isOn = try run.value("switch", Phrase("on 或 off", "on or off"), OnOff.read)
    let change = AutoPayment(number: number, on: isOn)
    guard !run.isDry else {
      try run.showDry(AgreementMethods.autopay, change)
      return .done
    }
    return try end(run, try run.change(AgreementMethods.autopay, change))
  }

  private static func notice(_ run: Run) throws(ErrorReport) -> ExitCode {
    let notice = try run.ask(AgreementMethods.notice)
    try run.show(CommandOutput(notice, [.text(Phrase(same: notice.text))]))
    return .done
  }

  private static func end(_ run: Run, _ agreement: Agreement) throws(ErrorReport) -> ExitCode {
    if agreement.status == .refused {
      throw ErrorReport(
        .failed, code: "AGREEMENT_REFUSED",
        what: Phrase("银行未通过：\(agreement.statusText)", "the bank refused: \(agreement.statusText)"),
        why: agreement.reason.isEmpty ? nil : Phrase(same: agreement.reason),
        details: JSONObject([JSONMember("agreement", MessageJSON.of(agreement))]))
    }
    let fields: [(Phrase, Cell)] = [
      (Phrase("协议书号", "agreement"), .text(agreement.number.text)),
      (Phrase("征收机关", "office"), .text(agreement.office.text)),
      (Phrase("清算行", "clearing bank"), .text(agreement.clearingBank.text)),
      (Phrase("开户行", "opening bank"), .text(agreement.openingBank.text)),
      (Phrase("扣款账号", "account"), .text(agreement.account)),
      (Phrase("账户名称", "name"), .text(agreement.accountName)),
      (Phrase("状态", "status"), .text(agreement.statusText)),
      (Phrase("自动缴费", "automatic"), .yesNo(agreement.automatic)),
      (Phrase("登记日期", "added"), .text("\(agreement.added)")),
    ]
    try run.show(CommandOutput(agreement, [.fields(FieldList(fields))]))
    return .done
  }
}

/// Parses on or off as typed, in either language.
enum OnOff {
  static func read(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "on", "yes", "是", "开": true
    case "off", "no", "否", "关": false
    default: nil
    }
  }
}

import Protocol
import Terminal

/// `officer list|show|resolve`: payments that wait for an officer (待核实的扣款).
enum OfficerCaseCommands {
  private static let ticket = ArgumentSpec(
    "ticket", Phrase("电子税票号码", "ticket"), Phrase("电子税票号码", "the ticket's number"))

  static let all = [
    Command(
      ["officer", "list"], Phrase("待核实的扣款", "payments that wait for an officer"), run: list),
    Command(
      ["officer", "show"], Phrase("一笔扣款及其明细", "a payment with its lines"), arguments: [ticket],
      run: show),
    Command(
      ["officer", "resolve"], Phrase("核实一笔扣款的结果", "say what became of a payment"),
      discussion: Phrase(
        "只用于待核实清单上的扣款。核实结论、经办人和理由记入日志，不可更改。",
        "For payments on the list only. What was found, by whom and why is kept for ever."),
      options: [
        OptionSpec(
          "succeeded", value: Phrase("回单号", "receipt"),
          Phrase("已扣款，银行回单号", "the money moved, under this receipt")),
        OptionSpec(
          "failed", value: Phrase("理由", "reason"),
          Phrase("未扣款，写明理由", "no money moved, and why that is sure")),
        OptionSpec("reason", value: Phrase("理由", "reason"), Phrase("核实理由", "why it is sure")),
        CommandOptions.confirmAmount, CommandOptions.dryRun, CommandOptions.key,
      ], arguments: [ticket],
      examples: [
        CommandExample(
          "shebao officer resolve 437020260400000017 --succeeded R20260427001",
          Phrase("银行确认已扣款", "the bank has confirmed that it paid"))
      ], run: resolve),
  ]

  private static func number(_ run: Run) throws(ErrorReport) -> TicketNumber {
    try run.value("ticket", Phrase("电子税票号码", "ticket")) { TicketNumber($0) }
  }

  private static func list(_ run: Run) throws(ErrorReport) -> ExitCode {
    let list = try run.ask(OfficerMethods.attempts)
    let table = Table(
      [
        Column("number", Phrase("电子税票号码", "ticket")),
        Column("registration", Phrase("登记序号", "registration")),
        Column("notice", Phrase("告知单号", "notice")), Column("bank", Phrase("银行", "bank")),
        Column("status", Phrase("状态", "status")),
        Column("total", Phrase("合计(元)", "total"), .right),
        Column("requested", Phrase("时间", "requested")), Column("why", Phrase("待核实", "why")),
      ],
      list.cases.map { open in
        let payment = open.payment
        return [
          .text(payment.number.text), .text(open.registration.text), .text(payment.notice.text),
          .text(payment.bank?.text ?? ""), .text(payment.statusText),
          .money(fen: payment.total.fen), .text("\(payment.requested)"), .text(open.why),
        ]
      })
    try run.show(CommandOutput(list, list: "cases", [.table(table)]))
    return .done
  }

  private static func detail(
    _ run: Run, _ number: TicketNumber
  ) throws(ErrorReport) -> OfficerCaseDetail {
    try run.ask(OfficerMethods.show, OfficerReference(number: number))
  }

  private static func fields(_ open: OfficerCase) -> FieldList {
    FieldList(
      [
        (Phrase("登记序号", "registration"), .text(open.registration.text)),
        (Phrase("待核实", "why"), .text(open.why)),
      ] + PayOutput.fields(open.payment).entries.map { ($0.title, $0.cell) })
  }

  private static func show(_ run: Run) throws(ErrorReport) -> ExitCode {
    let detail = try detail(run, try number(run))
    try run.show(
      CommandOutput(detail, [.fields(fields(detail.open)), .table(PayOutput.lines(detail.lines))]))
    return .done
  }

  private static func resolve(_ run: Run) throws(ErrorReport) -> ExitCode {
    let number = try number(run)
    let finding = try finding(run, number)
    guard !run.isDry else {
      try run.showDry(OfficerMethods.resolve, finding)
      return .done
    }
    let payment = try detail(run, number).open.payment
    let how = finding.succeeded ? Phrase("已扣款", "paid") : Phrase("未扣款", "not paid")
    try run.confirm(
      amount: payment.total,
      Phrase(
        "核实 \(number)：\(how.zh) \(payment.total.grouped) 元。请输入金额确认",
        "\(number): \(how.en), \(payment.total.grouped) yuan; type the amount"))
    let resolved = try run.change(OfficerMethods.resolve, finding)
    try run.show(CommandOutput(resolved, [.fields(fields(resolved))]))
    return .done
  }

  private static func finding(
    _ run: Run, _ number: TicketNumber
  ) throws(ErrorReport) -> OfficerResolve {
    let reason = run.invocation["reason"] ?? ""
    switch (run.invocation["succeeded"], run.invocation["failed"]) {
    case (let receipt?, nil):
      return OfficerResolve(number: number, succeeded: true, receipt: receipt, reason: reason)
    case (nil, let why?):
      return OfficerResolve(
        number: number, succeeded: false, receipt: "", reason: why.isEmpty ? reason : why)
    case (nil, nil), (_?, _?):
      throw InputFailure.missing(
        Question(
          Phrase("核实结论", "what was found"), flag: "--succeeded RECEIPT | --failed REASON")
      ).report
    }
  }
}

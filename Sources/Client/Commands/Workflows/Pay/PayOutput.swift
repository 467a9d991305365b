import Protocol
import Terminal

/// The output of payments, and the exit code of each state.
enum PayOutput {
  static func method(_ method: PayMethod) -> Phrase {
    switch method {
    case .agreement: Phrase("协议缴纳", "agreement")
    case .qr: Phrase("二维码缴费", "QR code")
    case .counter: Phrase("银行柜台缴费", "bank counter")
    }
  }

  static func summary(_ preview: Preview) -> Phrase {
    let fee = preview.lateFee.fen == 0 ? "" : "（含滞纳金 \(preview.lateFee.grouped) 元）"
    let late = preview.lateFee.fen == 0 ? "" : " (late fee \(preview.lateFee.grouped))"
    let lines = preview.lines.filter(\.selected).count
    return Phrase(
      "告知单 \(preview.todo.notice)：\(lines) 条明细，合计 \(preview.total.grouped) 元\(fee)",
      "notice \(preview.todo.notice): \(lines) lines, \(preview.total.grouped) yuan\(late)")
  }

  static func preview(_ preview: Preview) -> CommandOutput {
    let methods = Table(
      [
        Column("method", Phrase("缴费方式", "method")),
        Column("allowed", Phrase("可用", "open")), Column("reason", Phrase("原因", "reason")),
      ],
      preview.methods.map { option in
        [.phrase(method(option.method)), .yesNo(option.allowed), .text(option.reason)]
      })
    let sums = FieldList([
      (Phrase("费款(元)", "fees"), .money(fen: preview.amount.fen)),
      (Phrase("滞纳金(元)", "late fee"), .money(fen: preview.lateFee.fen)),
      (Phrase("合计(元)", "total"), .money(fen: preview.total.fen)),
      (Phrase("计算日", "as of"), .text("\(preview.day)")),
      (Phrase("已设支付密码", "password set"), .yesNo(preview.passwordSet)),
      (Phrase("启用支付密码", "password used"), .yesNo(preview.passwordUsed)),
    ])
    var parts: [CommandOutput.Part] = [
      .text(summary(preview)), .table(TodoOutput.lines(preview.lines)), .fields(sums),
      .table(methods),
    ]
    if !preview.agreements.isEmpty {
      let table = Table(
        [
          Column("agreement", Phrase("协议书号", "agreement")),
          Column("bank", Phrase("清算行", "bank")), Column("account", Phrase("账号", "account")),
          Column("automatic", Phrase("自动缴费", "automatic")),
        ],
        preview.agreements.map { option in
          [
            .text(option.agreement.text), .text(option.bank.text), .text(option.account),
            .yesNo(option.automatic),
          ]
        })
      parts.append(.table(table))
    }
    return CommandOutput(preview, parts)
  }

  static func table(_ payments: [Payment]) -> Table {
    Table(
      [
        Column("number", Phrase("电子税票号码", "ticket")),
        Column("notice", Phrase("告知单号", "notice")),
        Column("method", Phrase("方式", "method")), Column("status", Phrase("状态", "status")),
        Column("total", Phrase("合计(元)", "total"), .right),
        Column("requested", Phrase("时间", "requested")),
        Column("reason", Phrase("说明", "reason")),
      ],
      payments.map { payment in
        [
          .text(payment.number.text), .text(payment.notice.text), .phrase(method(payment.method)),
          .text(payment.statusText), .money(fen: payment.total.fen),
          .text("\(payment.requested)"), .text(payment.reason),
        ]
      })
  }

  static func lines(_ lines: [PaymentLine]) -> Table {
    Table(
      [
        Column("line", Phrase("行", "line"), .right),
        Column("item", Phrase("征收品目", "item")), Column("part", Phrase("缴纳方", "part")),
        Column("amount", Phrase("费款(元)", "fee"), .right),
        Column("lateFee", Phrase("滞纳金(元)", "late fee"), .right),
      ],
      lines.map { line in
        [
          .number(Int64(line.line)), .text(line.itemName), .phrase(TodoOutput.part(line.part)),
          .money(fen: line.amount.fen), .money(fen: line.lateFee.fen),
        ]
      })
  }

  static func fields(_ payment: Payment) -> FieldList {
    FieldList([
      (Phrase("电子税票号码", "ticket"), .text(payment.number.text)),
      (Phrase("告知单号", "notice"), .text(payment.notice.text)),
      (Phrase("缴费方式", "method"), .phrase(method(payment.method))),
      (Phrase("状态", "status"), .text(payment.statusText)),
      (Phrase("费款(元)", "fees"), .money(fen: payment.amount.fen)),
      (Phrase("滞纳金(元)", "late fee"), .money(fen: payment.lateFee.fen)),
      (Phrase("合计(元)", "total"), .money(fen: payment.total.fen)),
      (Phrase("账号", "account"), .text(payment.account)),
      (Phrase("银行回单", "receipt"), .text(payment.receipt)),
      (Phrase("说明", "reason"), .text(payment.reason)),
      (Phrase("申请时间", "requested"), .text("\(payment.requested)")),
      (Phrase("完成时间", "ended"), .text(payment.ended.map { "\($0)" } ?? "")),
    ])
  }

  /// Prints a payment and returns, or throws, the exit code of its state: 0 for one that succeeded
  /// or is in progress, 1 for one that failed, 87 for one that is unknown, or not final after a
  /// wait.
  static func end(
    _ run: Run, _ payment: Payment, waited: Bool
  ) throws(ErrorReport) -> ExitCode {
    let status = "shebao pay status \(payment.number) --wait"
    switch payment.status {
    case .failed, .cancelled:
      throw ErrorReport(
        .failed, code: "PAYMENT_FAILED",
        what: Phrase("缴费未成功：\(payment.statusText)", "the payment failed: \(payment.statusText)"),
        why: payment.reason.isEmpty ? nil : Phrase(same: "\(payment.code) \(payment.reason)"),
        next: payment.next.isEmpty ? nil : Phrase(same: payment.next),
        details: JSONObject([JSONMember("payment", MessageJSON.of(payment))]))
    case .unknown, .officer: throw unknown(payment, status)
    case .requested, .handedOut:
      if waited { throw unknown(payment, status) }
    case .succeeded, .posted: break
    }
    var parts: [CommandOutput.Part] = [.fields(fields(payment))]
    if !payment.final { parts.append(.text(Phrase("查询结果: \(status)", "outcome: \(status)"))) }
    try run.show(CommandOutput(payment, parts))
    return .done
  }

  private static func unknown(_ payment: Payment, _ status: String) -> ErrorReport {
    ErrorReport(
      .outcomeUnknown, code: "OUTCOME_UNKNOWN",
      what: Phrase(
        "结果未知，请勿重复缴费：\(payment.statusText)",
        "outcome unknown, do not pay again: \(payment.statusText)"),
      next: Phrase(same: status),
      details: JSONObject([JSONMember("payment", MessageJSON.of(payment))]))
  }
}

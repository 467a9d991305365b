internal import Bureau
internal import Protocol

/// How what is read from the books is shown.
enum HistoryView {
  static func noNotice(_ number: NoticeNumber) -> Refusal {
    Refusal(.noticeNotFound, "没有这张告知单：\(number)", next: "shebao todo list")
  }

  static func noPayment(_ number: TicketNumber) -> Refusal {
    Refusal(.paymentNotFound, "没有这笔缴费：\(number)", next: "shebao pay list")
  }

  /// An attempt.
  static func payment(_ attempt: Attempt) -> Payment {
    Payment(
      number: attempt.number, notice: attempt.notice, method: attempt.method,
      status: attempt.status, statusText: word(attempt.status), amount: attempt.amount,
      lateFee: attempt.lateFee,
      total: Money(fen: attempt.amount.fen &+ attempt.lateFee.fen) ?? attempt.amount,
      requested: attempt.requested, bank: attempt.bank, account: attempt.account,
      receipt: attempt.receipt, code: attempt.code, reason: attempt.reason, ended: attempt.ended,
      next: next(attempt), final: !AttemptTable.holds(attempt.status))
  }

  /// An attempt with the lines it took of a notice, where they are still those of its version.
  static func detail(_ attempt: Attempt, _ notice: Notice?) -> PaymentDetail {
    PaymentDetail(
      payment: payment(attempt),
      lines: attempt.lines.map { taken in
        let line = notice?.lines.first { $0.number == taken.number }
        return PaymentLine(
          line: UInt32(taken.number.number), itemName: line?.itemName ?? "",
          part: line?.part ?? .employer, amount: taken.amount, lateFee: taken.lateFee)
      })
  }

  /// A notice in the paid view, with the attempts that paid it.
  static func row(_ notice: Notice, _ paid: [Attempt]) throws(MoneyOverflow) -> QueryRow {
    let (done, open) = (notice.lines.filter(isPaid), notice.lines.filter(isOpen))
    return QueryRow(
      notice: notice.number, agency: notice.agency, unit: notice.unit, levies: notice.levies,
      from: notice.period.from, through: notice.period.through, kind: notice.kind,
      amount: notice.amount, paid: try Money.sum(done.map(\.amount)),
      owed: try Money.sum(open.map(\.amount)), due: notice.due, statusText: word(notice),
      tickets: Array(paid.map(\.number).sorted().prefix(64)),
      paidOn: paid.compactMap(\.ended).max()?.businessDate,
      lateFee: try Money.sum(paid.map(\.lateFee)))
  }

  /// A line; nothing can be ticked here.
  static func line(_ line: Line, lateFee: Money?, _ day: BusinessDate) -> NoticeLine {
    let until = line.deferral.map(\.until).flatMap { day <= $0 ? $0 : nil }
    return NoticeLine(
      number: UInt32(line.number.number), item: line.item, itemName: line.itemName,
      part: line.part, from: line.period.from, through: line.period.through, heads: line.heads,
      base: line.base, rate: line.rate, amount: line.amount, lateFee: lateFee ?? .zero,
      status: line.status, statusText: word(line.status), deferrableUntil: until,
      selected: false, selectable: false, reason: "")
  }

  private static func isPaid(_ line: Line) -> Bool {
    line.status == .paid || line.status == .posted
  }

  private static func isOpen(_ line: Line) -> Bool {
    switch line.status {
    case .undeclared, .declared, .held: true
    case .paid, .posted, .nothingDue, .withdrawn, .replaced: false
    }
  }

  /// 已缴纳 where something is paid, else what its lines say.
  private static func word(_ notice: Notice) -> String {
    if notice.lines.contains(where: isPaid) { return "已缴纳" }
    return notice.lines.first.map { word($0.status) } ?? ""
  }

  /// A line on the query page (Q3).
  private static func word(_ status: LineStatus) -> String {
    switch status {
    case .undeclared: "未缴费"
    case .declared: "未支付"
    case .held: "扣款锁定，请勿重复缴费"
    case .paid: "已缴费"
    case .posted: "已入库"
    case .nothingDue: "无需缴款"
    case .withdrawn: "已撤回"
    case .replaced: "已更正"
    }
  }

  private static func word(_ status: AttemptStatus) -> String {
    switch status {
    case .requested, .handedOut: "扣款处理中"
    case .succeeded: "扣款成功"
    case .failed: "扣款失败"
    case .unknown: "扣款状态不明，扣款锁定，请勿重复缴费"
    case .cancelled: "未扣款，银行未受理"
    case .officer: "待税务机关核实，请勿重复缴费"
    case .posted: "已入库"
    }
  }

  private static func next(_ attempt: Attempt) -> String {
    switch attempt.status {
    case .requested, .handedOut, .unknown: "shebao pay status \(attempt.number) --wait"
    case .failed, .cancelled: "shebao pay preview \(attempt.notice)"
    case .officer: "请联系主管税务机关"
    case .succeeded, .posted: ""
    }
  }
}

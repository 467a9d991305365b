import Protocol
import Terminal

/// `query`: paid and owed fees (缴费情况查询, Q1–Q4).
enum QueryCommands {
  private static let filters = [
    OptionSpec("agency", value: Phrase("机构", "agency"), Phrase("社保经办机构", "agency")),
    OptionSpec("unit", value: Phrase("单位编号", "unit"), Phrase("单位编号", "unit number")),
    CommandOptions.notice,
    OptionSpec.flag("fail-empty", Phrase("无结果时退出码 89", "exit with 89 where nothing is found")),
  ]

  static let all = [
    Command(["query", "paid"], Phrase("已缴纳", "what was paid"), options: filters) {
      (run: Run) throws(ErrorReport) in try page(run, isPaid: true)
    },
    Command(["query", "unpaid"], Phrase("未缴费", "what is owed"), options: filters) {
      (run: Run) throws(ErrorReport) in try page(run, isPaid: false)
    },
    Command(
      ["query", "show"], Phrase("查看明细", "a notice with its lines"),
      arguments: [CommandOptions.noticeArgument], run: show),
  ]

  /// The most pages that one command asks for.
  static let pagesMax = 200

  private static func page(_ run: Run, isPaid: Bool) throws(ErrorReport) -> ExitCode {
    let agency = try run.maybe("agency", Phrase("社保经办机构", "agency")) { AgencyCode($0) }
    let unit = try run.maybe("unit", Phrase("单位编号", "unit"), UnitNumber.self)
    let notice = try run.maybe("notice", Phrase("告知单号", "notice"), NoticeNumber.self)
    var rows: [QueryRow] = []
    var after = ""
    for _ in 0..<pagesMax {
      let filter = QueryFilter(agency: agency, unit: unit, notice: notice, after: after)
      let page = try run.ask(isPaid ? QueryMethods.paid : QueryMethods.unpaid, filter)
      rows += page.rows
      after = page.next
      if after.isEmpty { break }
    }
    let all = QueryPage(rows: rows, next: after)
    try run.show(
      CommandOutput(all, list: "rows", [.table(table(rows, isPaid: isPaid)), .text(count(rows))]))
    return rows.isEmpty && run.invocation.flag("fail-empty") ? .empty : .done
  }

  private static func count(_ rows: [QueryRow]) -> Phrase {
    Phrase("共 \(rows.count) 条", "\(rows.count) in all")
  }

  private static func table(_ rows: [QueryRow], isPaid: Bool) -> Table {
    var columns = [
      Column("notice", Phrase("告知单号", "notice")), Column("unit", Phrase("单位编号", "unit")),
      Column("levies", Phrase("征收项目", "levies"), widthMax: 40),
      Column("period", Phrase("所属期", "period")), Column("kind", Phrase("缴费类型", "kind")),
      Column("amount", Phrase("应缴(元)", "amount"), .right),
    ]
    columns +=
      isPaid
      ? [
        Column("paid", Phrase("已缴(元)", "paid"), .right),
        Column("lateFee", Phrase("滞纳金(元)", "late fee"), .right),
        Column("paidOn", Phrase("缴款日期", "paid on")),
        Column("tickets", Phrase("电子税票号码", "tickets")),
      ]
      : [
        Column("owed", Phrase("欠缴(元)", "owed"), .right),
        Column("due", Phrase("缴费期限", "due")),
      ]
    columns.append(Column("status", Phrase("状态", "status")))
    return Table(columns, rows.map { cells($0, isPaid: isPaid) })
  }

  private static func cells(_ row: QueryRow, isPaid: Bool) -> [Cell] {
    let first: [Cell] = [
      .text(row.notice.text), .text(row.unit.text), .text(row.levies),
      .text(TodoOutput.period(row.from, row.through)), .phrase(TodoOutput.kind(row.kind)),
      .money(fen: row.amount.fen),
    ]
    let middle: [Cell] =
      isPaid
      ? [
        .money(fen: row.paid.fen), .money(fen: row.lateFee.fen),
        .text(row.paidOn.map { "\($0)" } ?? ""),
        .text(row.tickets.map(\.text).joined(separator: " ")),
      ] : [.money(fen: row.owed.fen), .text("\(row.due)")]
    return first + middle + [.text(row.statusText)]
  }

  private static func show(_ run: Run) throws(ErrorReport) -> ExitCode {
    let notice = try run.value("notice", Phrase("告知单号", "notice"), NoticeNumber.self)
    let detail = try run.ask(QueryMethods.show, NoticeReference(notice: notice))
    try run.show(
      CommandOutput(
        detail,
        [
          .table(table([detail.row], isPaid: detail.row.paid.fen > 0)),
          .table(TodoOutput.lines(detail.lines)),
        ]))
    return .done
  }
}

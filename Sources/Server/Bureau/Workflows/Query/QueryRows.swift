package import Protocol

/// The presentation of a notice (告知单) by the queries (Q1–Q3), from memory and from the books alike.
package enum QueryRows {
  /// The view of the query (Q1).
  package enum Page: Sendable {
    /// 未缴费: the open lines decide the word.
    case open
    /// 已缴纳: a paid line decides the word.
    case paid
  }

  /// The most tickets that a row names; a notice that was paid line by line may have more.
  package static let ticketsMax = 64

  /// Returns the row of a notice.
  ///
  /// - Parameter paidBy: the attempts that paid it.
  /// - Throws: `.limit` where a sum overflows.
  package static func row(
    _ notice: Notice, _ paidBy: [Attempt], on page: Page
  ) throws(Refusal) -> QueryRow {
    let paid = notice.lines.filter(isPaid)
    let open = notice.lines.filter { Notice.isOpen($0.status) }
    return QueryRow(
      notice: notice.number, agency: notice.agency, unit: notice.unit, levies: notice.levies,
      from: notice.period.from, through: notice.period.through, kind: notice.kind,
      amount: notice.amount, paid: try Sums.of(paid.lazy.map(\.amount)),
      owed: try Sums.of(open.lazy.map(\.amount)), due: notice.due,
      statusText: word(notice, page),
      tickets: Array(paidBy.map(\.number).sorted().prefix(ticketsMax)),
      paidOn: paidBy.compactMap(\.ended).max()?.businessDate,
      lateFee: try Sums.of(paidBy.lazy.map(\.lateFee)))
  }

  /// Returns a line as the books have it, with the late fee that was paid or is held.
  package static func line(_ line: Line, lateFee: Money, day: BusinessDate) -> NoticeLine {
    TodoView.line(line, lateFee: lateFee, selected: false, day: day, word: Words.query)
  }

  private static func isPaid(_ line: Line) -> Bool {
    line.status == .paid || line.status == .posted
  }

  /// Returns the word of a notice: "未缴费" while undeclared, "未支付" once declared (Q3), and before
  /// both "扣款锁定" where a line is held.
  /// A notice without open and paid lines has the word of its first line.
  private static func word(_ notice: Notice, _ page: Page) -> String {
    let isPaid = notice.lines.contains(where: isPaid)
    let open = notice.lines.map(\.status).filter(Notice.isOpen)
    if isPaid, page == .paid || open.isEmpty { return "已缴纳" }
    if open.contains(.held) { return Words.query(.held) }
    if open.contains(.undeclared) { return Words.query(.undeclared) }
    return Words.query(open.first ?? notice.lines.first?.status ?? .nothingDue)
  }
}

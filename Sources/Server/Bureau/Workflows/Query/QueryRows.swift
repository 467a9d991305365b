package import Protocol

/// How a notice is shown by the queries (Q1–Q3), from memory and from the books alike.
package enum QueryRows {
  /// Which page shows it.
  package enum Page: Sendable {
    /// 未缴纳: what is still open comes first.
    case open
    /// 已缴纳 (Q1): what is paid comes first.
    case paid
  }

  /// The most tickets that a row names; there are more where a notice was paid line by line.
  package static let ticketsMax = 64

  /// A notice, with the attempts that paid it.
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

  /// A line as the books have it, with the late fee that was paid or is held.
  package static func line(_ line: Line, lateFee: Money, day: BusinessDate) -> NoticeLine {
    TodoView.line(line, lateFee: lateFee, selected: false, day: day, word: Words.query)
  }

  private static func isPaid(_ line: Line) -> Bool {
    line.status == .paid || line.status == .posted
  }

  /// 未缴费 while undeclared, 未支付 once declared (Q3); the debit lock wins. A notice of which nothing
  /// is open and nothing paid says what became of it.
  private static func word(_ notice: Notice, _ page: Page) -> String {
    let isPaid = notice.lines.contains(where: isPaid)
    let open = notice.lines.map(\.status).filter(Notice.isOpen)
    if isPaid, page == .paid || open.isEmpty { return "已缴纳" }
    if open.contains(.held) { return Words.query(.held) }
    if open.contains(.undeclared) { return Words.query(.undeclared) }
    return Words.query(open.first ?? notice.lines.first?.status ?? .nothingDue)
  }
}

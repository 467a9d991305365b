/// The requests about fees paid and owed (缴费情况查询; Q1–Q4).
package enum QueryRequest: WorkflowRequest {
  /// Lists the notices not wholly paid (未缴费).
  case unpaid(QueryFilter)
  /// Lists the notices with paid lines (已缴纳).
  case paid(QueryFilter)
  /// Shows one notice with its lines (查看明细, Q2).
  case show(NoticeReference)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .unpaid(let m): reader.read(QueryMethods.unpaid, m)
    case .paid(let m): reader.read(QueryMethods.paid, m)
    case .show(let m): reader.read(QueryMethods.show, m)
    }
  }
}

package enum QueryMethods {
  package static let unpaid = MethodDefinition(
    0x0180, "query.unpaid", .clerk(.read), .safe, .free,
    QueryFilter.self, QueryPage.self
  ) { .query(.unpaid($0)) }
  package static let paid = MethodDefinition(
    0x0181, "query.paid", .clerk(.read), .safe, .free,
    QueryFilter.self, QueryPage.self
  ) { .query(.paid($0)) }
  package static let show = MethodDefinition(
    0x0182, "query.show", .clerk(.read), .safe, .free,
    NoticeReference.self, QueryDetail.self
  ) { .query(.show($0)) }

  static let definitions: [AnyMethodDefinition] = [unpaid.untyped, paid.untyped, show.untyped]
}

/// The two lists of a query (Q1).
package enum QueryView: UInt8, Choice {
  package static let typeName: StaticString = "QueryView"

  /// 已缴纳.
  case paid = 1
  /// 未缴费.
  case unpaid = 2
}

/// The notices that a query lists; absent fields select everything (缴费情况查询, Q1).
package struct QueryFilter: Message {
  package static let name: StaticString = "QueryFilter"
  /// 社保经办机构代码: only this agency's notices.
  package let agency: AgencyCode?
  /// 单位编号: only this unit number's notices.
  package let unit: UnitNumber?
  /// 告知单号: only this notice.
  package let notice: NoticeNumber?
  /// `QueryPage.next` of the page before; empty for the first page.
  package let after: String

  package init(
    agency: AgencyCode? = nil, unit: UnitNumber? = nil, notice: NoticeNumber? = nil, after: String
  ) {
    self.agency = agency
    self.unit = unit
    self.notice = notice
    self.after = after
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      agency: c.maybe(1, "agency", m?.agency),
      unit: c.maybe(2, "unit", m?.unit),
      notice: c.maybe(3, "notice", m?.notice),
      after: c.text(4, "after", m?.after, max: 64))
  }
}

/// One notice in a query's list.
package struct QueryRow: Message {
  package static let name: StaticString = "QueryRow"
  /// 告知单号: the notice number.
  package let notice: NoticeNumber
  /// 社保经办机构代码: the agency code.
  package let agency: AgencyCode
  /// 单位编号: the employer's unit number at the agency.
  package let unit: UnitNumber
  /// 征收项目: the levies' names, joined by 、.
  package let levies: String
  /// 费款所属期起: the first month.
  package let from: Period
  /// 费款所属期止: the last month, included.
  package let through: Period
  /// 缴费类型: the kind of payment.
  package let kind: NoticeKind
  /// 应缴: the notice's amount.
  package let amount: Money
  /// 已缴, without late fee.
  package let paid: Money
  /// 欠缴: the unpaid part of `amount`, without late fee.
  package let owed: Money
  /// 缴费期限: the due date, the last day without late fee.
  package let due: BusinessDate
  /// The state in Chinese, for display (Q3).
  package let statusText: String
  /// 电子税票号码 of its payments; only in the paid list.
  package let tickets: [TicketNumber]
  /// 缴款日期 of the last payment; only in the paid list.
  package let paidOn: BusinessDate?
  /// 滞纳金 that was paid; only in the paid list.
  package let lateFee: Money

  package init(
    notice: NoticeNumber, agency: AgencyCode, unit: UnitNumber, levies: String, from: Period,
    through: Period, kind: NoticeKind, amount: Money, paid: Money, owed: Money, due: BusinessDate,
    statusText: String, tickets: [TicketNumber], paidOn: BusinessDate? = nil, lateFee: Money
  ) {
    self.notice = notice
    self.agency = agency
    self.unit = unit
    self.levies = levies
    self.from = from
    self.through = through
    self.kind = kind
    self.amount = amount
    self.paid = paid
    self.owed = owed
    self.due = due
    self.statusText = statusText
    self.tickets = tickets
    self.paidOn = paidOn
    self.lateFee = lateFee
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.value(1, "notice", m?.notice),
      agency: c.value(2, "agency", m?.agency),
      unit: c.value(3, "unit", m?.unit),
      levies: c.text(4, "levies", m?.levies, max: 300),
      from: c.value(5, "from", m?.from),
      through: c.value(6, "through", m?.through),
      kind: c.choice(7, "kind", m?.kind),
      amount: c.money(8, "amount", m?.amount),
      paid: c.money(9, "paid", m?.paid),
      owed: c.money(10, "owed", m?.owed),
      due: c.value(11, "due", m?.due),
      statusText: c.text(12, "statusText", m?.statusText, max: 60),
      tickets: c.values(13, "tickets", m?.tickets, max: 64),
      paidOn: c.maybe(14, "paidOn", m?.paidOn),
      lateFee: c.money(15, "lateFee", m?.lateFee))
  }
}

/// A page of a query's list.
package struct QueryPage: Message {
  package static let name: StaticString = "QueryPage"
  /// In the order of the list.
  package let rows: [QueryRow]
  /// The cursor for the next page; empty at the end.
  package let next: String

  package init(rows: [QueryRow], next: String) {
    self.rows = rows
    self.next = next
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      rows: c.list(1, "rows", m?.rows, max: 500),
      next: c.text(2, "next", m?.next, max: 64))
  }
}

/// A notice in a query, with its lines (查看明细, Q2).
package struct QueryDetail: Message {
  package static let name: StaticString = "QueryDetail"
  /// The notice.
  package let row: QueryRow
  /// The notice's lines, in ascending order of number.
  package let lines: [NoticeLine]

  package init(row: QueryRow, lines: [NoticeLine]) {
    self.row = row
    self.lines = lines
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      row: c.message(1, "row", m?.row),
      lines: c.list(2, "lines", m?.lines, max: 512))
  }
}

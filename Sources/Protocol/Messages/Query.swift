/// The requests about what was paid and what is owed (缴费情况查询; Q1–Q4).
public enum QueryRequest: WorkflowRequest {
  /// 未缴纳.
  case unpaid(QueryFilter)
  /// 已缴纳.
  case paid(QueryFilter)
  /// One notice with its lines (Q2).
  case show(NoticeReference)

  /// Shows the reader the request's row and its message.
  public func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .unpaid(let m): reader.read(QueryMethods.unpaid, m)
    case .paid(let m): reader.read(QueryMethods.paid, m)
    case .show(let m): reader.read(QueryMethods.show, m)
    }
  }
}

/// The rows of `QueryRequest`.
public enum QueryMethods {
  /// 未缴纳.
  public static let unpaid = MethodRow(
    0x0180, "query.unpaid", .clerk(.read), .safe, .free,
    QueryFilter.self, QueryPage.self
  ) { .query(.unpaid($0)) }
  /// 已缴纳.
  public static let paid = MethodRow(
    0x0181, "query.paid", .clerk(.read), .safe, .free,
    QueryFilter.self, QueryPage.self
  ) { .query(.paid($0)) }
  /// One notice with its lines (Q2).
  public static let show = MethodRow(
    0x0182, "query.show", .clerk(.read), .safe, .free,
    NoticeReference.self, QueryDetail.self
  ) { .query(.show($0)) }

  static let rows: [MethodEntry] = [unpaid.entry, paid.entry, show.entry]
}

/// 已缴纳 or 未缴费 (Q1).
public enum QueryView: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "QueryView"

  /// 1 on the wire.
  case paid = 1
  /// 2 on the wire.
  case unpaid = 2
}

/// What is asked of a query (缴费情况查询, Q1).
public struct QueryFilter: Message {
  /// The name in the schema.
  public static let name: StaticString = "QueryFilter"
  /// Only this agency's.
  public let agency: AgencyCode?
  /// Only this unit number's.
  public let unit: UnitNumber?
  /// Only this notice.
  public let notice: NoticeNumber?
  /// The cursor of the page before, or empty.
  public let after: String

  /// Makes it of its fields.
  public init(
    agency: AgencyCode? = nil, unit: UnitNumber? = nil, notice: NoticeNumber? = nil, after: String
  ) {
    self.agency = agency
    self.unit = unit
    self.notice = notice
    self.after = after
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      agency: c.maybe(1, "agency", m?.agency),
      unit: c.maybe(2, "unit", m?.unit),
      notice: c.maybe(3, "notice", m?.notice),
      after: c.text(4, "after", m?.after, max: 64))
  }
}

/// One notice in a query.
public struct QueryRow: Message {
  /// The name in the schema.
  public static let name: StaticString = "QueryRow"
  /// 告知单号.
  public let notice: NoticeNumber
  /// 社保经办机构代码.
  public let agency: AgencyCode
  /// 单位编号.
  public let unit: UnitNumber
  /// Its levies' names.
  public let levies: String
  /// 费款所属期起.
  public let from: Period
  /// 费款所属期止.
  public let through: Period
  /// 缴费类型.
  public let kind: NoticeKind
  /// 应缴.
  public let amount: Money
  /// 已缴, without late fee.
  public let paid: Money
  /// 欠缴.
  public let owed: Money
  /// 缴费期限.
  public let due: BusinessDate
  /// The page's word (Q3).
  public let statusText: String
  /// 电子税票号码, in the paid view.
  public let tickets: [TicketNumber]
  /// 缴款日期 of the last, in the paid view.
  public let paidOn: BusinessDate?
  /// Late fee paid, in the paid view.
  public let lateFee: Money

  /// Makes it of its fields.
  public init(
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

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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

/// A page of a query.
public struct QueryPage: Message {
  /// The name in the schema.
  public static let name: StaticString = "QueryPage"
  /// The rows.
  public let rows: [QueryRow]
  /// The cursor for the next page, or empty.
  public let next: String

  /// Makes it of its fields.
  public init(rows: [QueryRow], next: String) {
    self.rows = rows
    self.next = next
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      rows: c.list(1, "rows", m?.rows, max: 500),
      next: c.text(2, "next", m?.next, max: 64))
  }
}

/// A row's lines (Q2).
public struct QueryDetail: Message {
  /// The name in the schema.
  public static let name: StaticString = "QueryDetail"
  /// The row.
  public let row: QueryRow
  /// Its lines.
  public let lines: [NoticeLine]

  /// Makes it of its fields.
  public init(row: QueryRow, lines: [NoticeLine]) {
    self.row = row
    self.lines = lines
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      row: c.message(1, "row", m?.row),
      lines: c.list(2, "lines", m?.lines, max: 512))
  }
}

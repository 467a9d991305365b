internal import Bureau
internal import Protocol
internal import Store

/// Reads notices (告知单) with their lines.
struct NoticeLoader {
  private static let columns = """
    number, version, agency, unit, office, sequential, kind, due, period_from, period_through,
      levies, amount, declared_on
    """
  private static let lineColumns = """
    notice, number, item, item_name, part, period_from, period_through, heads, base, rate, amount,
      assessor, deferral_policy, deferral_until, status, attempt
    """

  private let openNotices: Statement
  private let openLines: Statement
  private let oneNotice: Statement
  private let oneLines: Statement

  init(_ database: Database) throws(LedgerFailure) {
    openNotices = try Books.prepare(
      database,
      "SELECT \(Self.columns) FROM notice WHERE registration = ? AND is_open = 1")
    openLines = try Books.prepare(
      database,
      """
      SELECT \(Self.lineColumns) FROM line WHERE registration = ?1 AND notice IN
        (SELECT number FROM notice WHERE registration = ?1 AND is_open = 1)
      ORDER BY notice, number
      """)
    oneNotice = try Books.prepare(
      database, "SELECT \(Self.columns) FROM notice WHERE registration = ? AND number = ?")
    oneLines = try Books.prepare(
      database,
      """
      SELECT \(Self.lineColumns) FROM line WHERE registration = ? AND notice = ? ORDER BY number
      """)
  }

  /// Returns the notices of an employer of which a line may still change.
  func open(_ registration: RegistrationNumber) throws(LedgerFailure) -> [Notice] {
    var notices: [Notice] = []
    var places: [NoticeNumber: Int] = [:]
    for notice in try openNotices.rows("notice", { $0.put(registration) }, Self.notice) {
      places[notice.number] = notices.count
      notices.append(notice)
    }
    guard !notices.isEmpty else { return [] }
    for (number, line) in try openLines.rows("line", { $0.put(registration) }, Self.line) {
      guard let place = places[number] else { throw .unreadable(table: "line") }
      notices[place].lines.append(line)
    }
    return notices
  }

  /// Returns one notice, open or not; nil where there is none.
  func notice(
    _ registration: RegistrationNumber, _ number: NoticeNumber
  ) throws(LedgerFailure) -> Notice? {
    let bind = { (values: inout Values) in
      values.put(registration)
      values.put(number)
    }
    guard var notice = try oneNotice.rows("notice", bind, Self.notice).first else { return nil }
    notice.lines = try oneLines.rows("line", bind, Self.line).map(\.1)
    return notice
  }

  private static func notice(_ c: inout Cells) throws(LedgerFailure) -> Notice {
    Notice(
      number: try c.named(), version: c.number32(), agency: try c.agency(), unit: try c.named(),
      office: try c.value(), sequential: c.flag(), kind: try c.choice(), due: try c.value(),
      period: try c.range(), levies: c.text(), amount: try c.money(), lines: [],
      declaredOn: try c.maybe())
  }

  private static func line(_ c: inout Cells) throws(LedgerFailure) -> (NoticeNumber, Line) {
    (
      try c.named(),
      Line(
        number: try c.value(), item: try c.value(), itemName: c.text(), part: try c.choice(),
        period: try c.range(), heads: c.number32(), base: try c.money(), rate: try c.value(),
        amount: try c.money(), assessor: try c.choice(), deferral: try deferral(&c),
        status: try c.choice(), attempt: try c.maybe())
    )
  }

  private static func deferral(_ c: inout Cells) throws(LedgerFailure) -> Deferral? {
    let policy = c.maybeText()
    let until: BusinessDate? = try c.maybe()
    guard let policy, let until else { return nil }
    return Deferral(policy: policy, until: until)
  }
}

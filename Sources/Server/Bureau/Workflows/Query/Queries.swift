internal import Protocol

/// 缴费情况查询: by notice number and enrolment, never by date (Q1–Q4). Open notices are answered from
/// memory, paid ones from the books.
enum Queries {
  /// Decides the `query.` requests.
  ///
  /// - Throws: `.limit` where a sum overflows.
  static func decide(
    _ request: QueryRequest, _ clerk: SignedInClerk, _ context: Context
  ) throws(Refusal) -> Decision {
    let registration = clerk.employer.registration.number
    switch request {
    case .unpaid(let filter):
      return .reply(try unpaid(filter, clerk.employer))
    case .paid(let filter): return Decision(.query(.paid(registration, filter)))
    case .show(let which):
      guard let notice = clerk.employer.notices[which.notice] else {
        return Decision(.query(.notice(registration, which.notice, on: context.now.day)))
      }
      return .reply(try show(notice, clerk.employer, context))
    }
  }

  /// The most rows of a page.
  static let rowsMax = 500

  private static func unpaid(
    _ filter: QueryFilter, _ employer: Employer
  ) throws(Refusal) -> QueryPage {
    let matching = employer.notices.values.filter { notice in
      notice.isTodo && matches(notice, filter) && notice.number.text > filter.after
    }
    .sorted { $0.number.text < $1.number.text }
    var rows: [QueryRow] = []
    for notice in matching.prefix(rowsMax) { rows.append(try row(notice, employer)) }
    let next = matching.count > rowsMax ? rows.last?.notice.text ?? "" : ""
    return QueryPage(rows: rows, next: next)
  }

  private static func matches(_ notice: Notice, _ filter: QueryFilter) -> Bool {
    (filter.agency == nil || filter.agency == notice.agency)
      && (filter.unit == nil || filter.unit == notice.unit)
      && (filter.notice == nil || filter.notice == notice.number)
  }

  private static func show(
    _ notice: Notice, _ employer: Employer, _ context: Context
  ) throws(Refusal) -> QueryDetail {
    var lines: [NoticeLine] = []
    for line in notice.lines {
      lines.append(
        try TodoView.line(
          line, of: notice, employer, selected: false, day: context.now.day,
          count: context.realm.dayCount, word: Words.query))
    }
    return QueryDetail(row: try row(notice, employer), lines: lines)
  }

  private static func row(_ notice: Notice, _ employer: Employer) throws(Refusal) -> QueryRow {
    let attempts = employer.attempts.values.filter {
      $0.notice == notice.number && ($0.status == .succeeded || $0.status == .posted)
    }
    return try QueryRows.row(notice, attempts, on: .open)
  }
}

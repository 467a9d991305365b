internal import Bureau
internal import Protocol
internal import Store

/// Writes notices (告知单) and their lines (缴费明细).
struct NoticeWriter {
  private let notice: Statement
  private let moveNotice: Statement
  private let line: Statement
  private let moveLine: Statement
  private let dropLines: Statement

  init(_ database: Database) throws(LedgerFailure) {
    notice = try Books.prepare(
      database,
      """
      INSERT INTO notice (registration, number, version, agency, unit, office, sequential, kind,
        due, period_from, period_through, levies, amount, declared_on, is_open, filed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (registration, number) DO UPDATE SET version = excluded.version,
        agency = excluded.agency, unit = excluded.unit, office = excluded.office,
        sequential = excluded.sequential, kind = excluded.kind, due = excluded.due,
        period_from = excluded.period_from, period_through = excluded.period_through,
        levies = excluded.levies, amount = excluded.amount, declared_on = excluded.declared_on,
        is_open = excluded.is_open, filed = excluded.filed
      """)
    moveNotice = try Books.prepare(
      database,
      """
      UPDATE notice SET declared_on = ?, is_open = ? WHERE registration = ? AND number = ?
      """)
    line = try Books.prepare(
      database,
      """
      INSERT INTO line (registration, notice, number, item, item_name, part, period_from,
        period_through, heads, base, rate, amount, assessor, deferral_policy, deferral_until,
        status, attempt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    moveLine = try Books.prepare(
      database,
      """
      UPDATE line SET status = ?, attempt = ?
      WHERE registration = ? AND notice = ? AND number = ?
      """)
    dropLines = try Books.prepare(
      database, "DELETE FROM line WHERE registration = ? AND notice = ?")
  }

  func write(notice change: NoticeChange) throws(LedgerFailure) {
    let after = change.after
    guard let filed = change.filed else {
      guard change.before?.isSame(after) != true else { return }
      return try moveNotice.run { values in
        values.put(after.declaredOn)
        values.put(after.isUnsettled)
        values.put(change.registration)
        values.put(after.number)
      }
    }
    try notice.run { values in
      values.put(change.registration)
      values.put(after.number)
      values.put(after.version)
      values.put(after.agency)
      values.put(after.unit)
      values.put(after.office)
      values.put(after.sequential)
      values.put(after.kind)
      values.put(after.due)
      values.put(after.period)
      values.put(after.levies)
      values.put(after.amount)
      values.put(after.declaredOn)
      values.put(after.isUnsettled)
      values.put(filed)
    }
  }

  func write(linesOf change: NoticeChange) throws(LedgerFailure) {
    guard change.filed == nil else { return try writeAnew(change) }
    // One by one: for a list of lines SQLite would first build a table of their keys.
    for (place, line) in change.after.lines.enumerated()
    where change.before?.isSame(line, at: place) != true { try move(line, change) }
  }

  private func move(_ line: Line, _ change: NoticeChange) throws(LedgerFailure) {
    try moveLine.run { values in
      values.put(line.status)
      values.put(line.attempt)
      values.put(change.registration)
      values.put(change.after.number)
      values.put(line.number)
    }
  }

  /// Replaces all lines: a new version of a notice may have fewer.
  private func writeAnew(_ change: NoticeChange) throws(LedgerFailure) {
    try dropLines.run { values in
      values.put(change.registration)
      values.put(change.after.number)
    }
    for new in change.after.lines { try write(new, change) }
  }

  private func write(_ new: Line, _ change: NoticeChange) throws(LedgerFailure) {
    try line.run { values in
      values.put(change.registration)
      values.put(change.after.number)
      values.put(new.number)
      values.put(new.item)
      values.put(new.itemName)
      values.put(new.part)
      values.put(new.period)
      values.put(new.heads)
      values.put(new.base)
      values.put(new.rate)
      values.put(new.amount)
      values.put(new.assessor)
      values.put(new.deferral?.policy)
      values.put(new.deferral?.until)
      values.put(new.status)
      values.put(new.attempt)
    }
  }
}

extension Notice {
  /// Whether a line may still change, so that the notice is loaded into memory. A line with nothing
  /// to pay can be undeclared only while no line beside it is paid.
  var isUnsettled: Bool {
    var (isPaid, isNothing) = (false, false)
    for line in lines {
      switch line.status {
      case .undeclared, .declared, .held: return true
      case .paid, .posted: isPaid = true
      case .nothingDue: isNothing = true
      case .withdrawn, .replaced: break
      }
    }
    return isNothing && !isPaid
  }
}

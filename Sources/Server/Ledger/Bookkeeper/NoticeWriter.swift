internal import Bureau
internal import Protocol
internal import Store

/// A notice that a stretch changed.
struct NoticeChange {
  var registration: RegistrationNumber
  /// As it was; nil where it is new in memory, or was filed again.
  var before: Notice?
  var after: Notice
  /// The operation that filed it, where that was in the stretch.
  var filed: UInt64?

  /// Whether only what declaring and paying change has changed.
  var isMove: Bool {
    guard filed == nil, var same = before else { return false }
    same.declaredOn = after.declaredOn
    same.lines = after.lines
    return same == after
  }
}

/// The notices that a stretch changed.
enum NoticeChanges {
  /// In the order of registration and number.
  static func of(_ stretch: Stretch, _ state: State) -> [NoticeChange] {
    var changes: [NoticeChange] = []
    for number in stretch.employers.keys.sorted() {
      guard let after = state.employers[number] else { continue }
      let before = (stretch.employers[number] ?? nil)?.notices ?? [:]
      let start = changes.count
      for notice in after.notices.values {
        let filed = stretch.filed[NoticeName(registration: number, number: notice.number)]
        guard filed != nil || before[notice.number] != notice else { continue }
        changes.append(
          NoticeChange(
            registration: number, before: filed == nil ? before[notice.number] : nil,
            after: notice, filed: filed))
      }
      changes[start...].sort { $0.after.number < $1.after.number }
    }
    return changes
  }
}

/// Writes notices (告知单) and their lines.
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
      WHERE registration = ? AND notice = ? AND number BETWEEN ? AND ?
      """)
    dropLines = try Books.prepare(
      database, "DELETE FROM line WHERE registration = ? AND notice = ?")
  }

  func write(notice change: NoticeChange) throws(LedgerFailure) {
    let after = change.after
    if change.isMove {
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
      values.put(change.filed ?? 0)
    }
  }

  func write(linesOf change: NoticeChange) throws(LedgerFailure) {
    guard change.isMove, let before = change.before, before.lines.count == change.after.lines.count
    else { return try writeAnew(change) }
    let after = change.after.lines
    var start = after.startIndex
    while start < after.endIndex {
      let end = after[start...].firstIndex { !$0.isWhere(after[start]) } ?? after.endIndex
      if before.lines[start..<end] != after[start..<end] {
        try move(after[start], through: after[end - 1].number, change)
      }
      start = end
    }
  }

  /// Neighbours that are at the same place go there by one statement.
  private func move(
    _ first: Line, through last: LineNumber, _ change: NoticeChange
  ) throws(LedgerFailure) {
    try moveLine.run { values in
      values.put(first.status)
      values.put(first.attempt)
      values.put(change.registration)
      values.put(change.after.number)
      values.put(first.number)
      values.put(last)
    }
  }

  /// A version of a notice has lines of its own, perhaps fewer than the one before.
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

extension Line {
  /// Whether it is at the same place of its life as another.
  fileprivate func isWhere(_ other: Line) -> Bool {
    status == other.status && attempt == other.attempt
  }
}

extension Notice {
  /// Whether a line may still change, so that it is read into memory again. A line that comes to
  /// nothing can be undeclared only while none beside it is paid.
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

internal import Protocol

/// The presentation of a notice (告知单) and its lines (缴费明细).
enum TodoView {
  /// Returns a notice as a to-do (待办事项; T1, T2).
  ///
  /// - Throws: `.limit` where the sum of its open lines overflows.
  static func todo(_ notice: Notice) throws(Refusal) -> Todo {
    todo(notice, try Outstanding(notice.lines))
  }

  /// Returns a notice as a to-do (T1, T2).
  ///
  /// - Parameter open: its outstanding amount and state.
  static func todo(_ notice: Notice, _ open: Outstanding) -> Todo {
    let status = open.status ?? .unpaid
    return Todo(
      notice: notice.number, version: notice.version, agency: notice.agency, unit: notice.unit,
      levies: notice.levies, from: notice.period.from, through: notice.period.through,
      amount: notice.amount, remaining: open.amount, due: notice.due,
      sequential: notice.sequential, kind: notice.kind, status: status,
      statusText: text(status), action: action(status))
  }

  /// Returns a line. Its late fee is the one of its attempt; without an attempt as of the day while
  /// the line is open, else zero.
  ///
  /// - Throws: `.limit` where the late fee overflows.
  static func line(
    _ line: Line, of notice: Notice, _ employer: Employer, selected: Bool,
    day: BusinessDate, count: LateFeeDayCount, word: (LineStatus) -> String
  ) throws(Refusal) -> NoticeLine {
    self.line(
      line, lateFee: try lateFee(line, notice, employer, day, count), selected: selected,
      day: day, word: word)
  }

  /// Returns a line with a given late fee.
  static func line(
    _ line: Line, lateFee: Money, selected: Bool, day: BusinessDate, word: (LineStatus) -> String
  ) -> NoticeLine {
    let deferrable = line.status == .declared && line.isDeferrable(on: day)
    return NoticeLine(
      number: UInt32(line.number.number), item: line.item, itemName: line.itemName,
      part: line.part, from: line.period.from, through: line.period.through, heads: line.heads,
      base: line.base, rate: line.rate, amount: line.amount, lateFee: lateFee,
      status: line.status, statusText: word(line.status),
      deferrableUntil: deferrable ? line.deferral?.until : nil, selected: selected,
      selectable: deferrable, reason: reason(line, deferrable: deferrable))
  }

  private static func lateFee(
    _ line: Line, _ notice: Notice, _ employer: Employer, _ day: BusinessDate,
    _ count: LateFeeDayCount
  ) throws(Refusal) -> Money {
    if let number = line.attempt, let attempt = employer.attempts[number] {
      return attempt.lines.first { $0.number == line.number }?.lateFee ?? .zero
    }
    guard Notice.isOpen(line.status) else { return .zero }
    return try line.lateFee(due: notice.due, on: day, count: count)
  }

  private static func reason(_ line: Line, deferrable: Bool) -> String {
    switch line.status {
    case .undeclared: "尚未申报"
    case .declared: deferrable ? "" : "本期应缴，不可取消勾选"
    case .held: Words.held
    case .paid, .posted: "已缴费"
    case .nothingDue: "无需缴款"
    case .withdrawn, .replaced: "已由经办机构撤回或更正"
    }
  }

  private static func text(_ status: TodoStatus) -> String {
    switch status {
    case .undeclared: Words.todo(.undeclared)
    case .unpaid: Words.todo(.declared)
    case .held: Words.held
    }
  }

  private static func action(_ status: TodoStatus) -> String {
    switch status {
    case .undeclared: "申报"
    case .unpaid: "继续缴费"
    case .held: ""
    }
  }
}

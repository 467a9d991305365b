import Protocol

/// Declaring and voiding (T3).
extension Model {
  mutating func declare(_ save: DeclareSave, _ employer: Int) -> Prediction {
    guard let place = employers[employer].notice(save.notice) else {
      return .refused("NOTICE_NOT_FOUND")
    }
    let notice = employers[employer].notices[place]
    guard notice.version == save.version else { return .refused("NOTICE_CHANGED") }
    guard notice.lines.contains(where: { $0.status == .undeclared }) else {
      // A notice withdrawn before it was declared is not found.
      return .refused(notice.declaredOn == nil ? "NOTICE_NOT_FOUND" : "ALREADY_DECLARED")
    }
    guard save.amount.fen == notice.amount else { return .refused("AMOUNT_DIFFERS") }
    employers[employer].notices[place].declaredOn = today
    for line in notice.lines.indices {
      employers[employer].notices[place].lines[line].status =
        notice.lines[line].amount == 0 ? .nothingDue : .declared
    }
    let owes = notice.lines.contains { $0.amount != 0 }
    return .declared(owes ? .unpaid : nil, notice.amount)
  }

  /// Voids a declaration in the business month in which it was made, while no line is held or paid.
  mutating func undo(_ void: DeclareVoid, _ employer: Int) -> Prediction {
    guard let place = employers[employer].notice(void.notice) else {
      return .refused("NOTICE_NOT_FOUND")
    }
    let notice = employers[employer].notices[place]
    guard notice.version == void.version else { return .refused("NOTICE_CHANGED") }
    guard let declaredOn = notice.declaredOn else { return .refused("NOT_DECLARED") }
    guard declaredOn.year == today.year, declaredOn.month == today.month else {
      return .refused("NOT_VOIDABLE")
    }
    let gone = notice.lines.contains { $0.status == .withdrawn || $0.status == .replaced }
    switch (notice.isHeld, notice.isPartlyPaid || gone) {
    // Both are true, and no rule says which is reported.
    case (true, true): return .refused(["LINES_HELD", "NOT_VOIDABLE"], naming: nil)
    case (true, false): return .refused("LINES_HELD")
    case (false, true): return .refused("NOT_VOIDABLE")
    case (false, false): break
    }
    employers[employer].notices[place].declaredOn = nil
    for line in notice.lines.indices {
      employers[employer].notices[place].lines[line].status = .undeclared
    }
    return .declared(.undeclared, notice.amount)
  }

  /// Withdraws a notice, if none of its lines is held or paid.
  mutating func withdraw(_ employer: Int, _ place: Int) -> Bool {
    let notice = employers[employer].notices[place]
    guard !notice.isHeld, !notice.isPartlyPaid else { return false }
    for line in notice.lines.indices {
      employers[employer].notices[place].lines[line].status = .withdrawn
    }
    return true
  }

  /// Replaces a notice by a higher version, if none of its lines is held or paid.
  mutating func replace(_ employer: Int, _ place: Int) -> Bool {
    let notice = employers[employer].notices[place]
    guard !notice.isHeld, !notice.isPartlyPaid else { return false }
    employers[employer].notices[place].version += 1
    employers[employer].notices[place].declaredOn = nil
    employers[employer].notices[place].lines = notice.lines.map { line in
      ModelLine(
        number: line.number, amount: line.amount + 1, assessedByOffice: line.assessedByOffice,
        deferredUntil: line.deferredUntil, status: .undeclared)
    }
    return true
  }
}

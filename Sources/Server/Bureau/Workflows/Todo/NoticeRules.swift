package import Protocol

/// The outstanding amount (欠缴) and the state of a notice, found in one pass over its lines.
///
/// Lines are read in place: a copy of one costs more than all the rest of a to-do.
struct Outstanding {
  /// The sum of the open lines, without late fee.
  private(set) var amount = Money.zero
  private var isOpen = false
  private var isUndeclared = false
  private var isHeld = false

  /// Adds up the open lines.
  ///
  /// - Throws: `.limit` where the sum overflows.
  init(_ lines: [Line]) throws(Refusal) {
    for place in lines.indices {
      let status = lines[place].status
      guard Notice.isOpen(status) else { continue }
      isOpen = true
      if status == .undeclared { isUndeclared = true }
      if status == .held { isHeld = true }
      amount = try Sums.of(amount, lines[place].amount)
    }
  }

  /// The notice's state as a to-do; nil where it is none (T1).
  var status: TodoStatus? {
    guard isOpen else { return nil }
    if isUndeclared { return .undeclared }
    return isHeld ? .held : .unpaid
  }
}

extension Notice {
  /// Whether it is a to-do: a line is undeclared, unpaid or held (T1).
  var isTodo: Bool { lines.indices.contains { Self.isOpen(lines[$0].status) } }

  /// Whether a line is undeclared, declared or held.
  static func isOpen(_ status: LineStatus) -> Bool {
    switch status {
    case .undeclared, .declared, .held: true
    case .paid, .posted, .nothingDue, .withdrawn, .replaced: false
    }
  }

  /// Whether it comes before another in the sequence of one unit number (T5): by the first month,
  /// then by number.
  func precedes(_ other: Notice) -> Bool {
    if period.from != other.period.from { return period.from < other.period.from }
    return number.text < other.number.text
  }

  /// Whether it keeps later ones from being paid (T5): a line is undeclared, held or unpaid. An
  /// unpaid line that is deferrable on the day (T11) does not.
  func blocks(on day: BusinessDate) -> Bool {
    lines.contains { line in
      switch line.status {
      case .undeclared, .held: true
      case .declared: !line.isDeferrable(on: day)
      case .paid, .posted, .nothingDue, .withdrawn, .replaced: false
      }
    }
  }
}

extension Notice {
  /// Returns the refusal `.noticeNotFound`: the same for another employer's notice and for none.
  package static func notFound(_ number: NoticeNumber) -> Refusal {
    Refusal(.noticeNotFound, "没有这张告知单：\(number)", next: "shebao todo list")
  }
}

extension Line {
  /// Whether it may be left unpaid on a day (T11).
  func isDeferrable(on day: BusinessDate) -> Bool {
    guard let deferral else { return false }
    return day <= deferral.until
  }

  /// Returns the late fee (滞纳金) as of a day. It is zero unless the tax office assesses it, and
  /// counts from the due date or, where that is later, from the end of the deferral (缓缴): no late
  /// fee runs while a line is deferred.
  ///
  /// - Throws: `.limit` where it overflows.
  func lateFee(
    due: BusinessDate, on day: BusinessDate, count: LateFeeDayCount
  ) throws(Refusal) -> Money {
    switch assessor {
    case .agency, .none: return .zero
    case .office: break
    }
    let from = max(due, deferral?.until ?? due)
    guard day > from else { return .zero }
    do {
      return try Money.lateFee(principal: amount, due: from, paid: day, count: count)
    } catch {
      throw Refusal(.limit, "滞纳金超出系统可处理的范围")
    }
  }
}

extension Employer {
  /// Returns the first notice that must be paid before this one (T5); nil where there is none, or
  /// this one is not sequential (T6).
  func blocker(of notice: Notice, on day: BusinessDate) -> Notice? {
    guard notice.sequential else { return nil }
    let earlier = notices.values.filter { other in
      other.sequential && other.agency == notice.agency && other.unit == notice.unit
        && other.precedes(notice) && other.blocks(on: day)
    }
    return earlier.min { $0.precedes($1) }
  }

  /// Returns a notice of this employer.
  ///
  /// - Throws: `.noticeNotFound`: the same for another employer's notice and for none.
  func notice(_ number: NoticeNumber) throws(Refusal) -> Notice {
    guard let notice = notices[number] else { throw Notice.notFound(number) }
    return notice
  }

  /// Returns a notice in the version that the clerk has seen.
  ///
  /// - Throws: `.noticeNotFound`; `.noticeChanged` where the agency has replaced that version (更正).
  func notice(_ number: NoticeNumber, version: UInt32) throws(Refusal) -> Notice {
    let notice = try notice(number)
    guard notice.version == version else {
      throw Refusal(
        .noticeChanged, "告知单 \(number) 已被经办机构更正，请重新查看",
        next: "shebao todo show \(number)")
    }
    return notice
  }
}

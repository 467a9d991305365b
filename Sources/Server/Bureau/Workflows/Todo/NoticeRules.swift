package import Protocol

/// What is outstanding of a notice (未缴), found in one pass over its lines.
///
/// Lines are looked at in place: a copy of one costs more than all the rest of a to-do.
struct Outstanding {
  /// The sum of the lines that are neither paid nor gone, without late fee.
  private(set) var amount = Money.zero
  private var isOpen = false
  private var isUndeclared = false
  private var isHeld = false

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
  /// Whether it is a to-do: something is undeclared, unpaid or held (T1).
  var isTodo: Bool { lines.indices.contains { Self.isOpen(lines[$0].status) } }

  /// A line that is neither paid nor gone.
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

  /// Whether it keeps later ones from being paid (T5): something is undeclared, held or unpaid; a
  /// line that is deferrable and unticked does not.
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
  /// What everybody hears of a notice that is not the employer's.
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

  /// The late fee as of a day: only where we assess it, from the due day, or from a deferral's end
  /// where that is later, since no late fee runs while a line is deferred.
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
  /// The first notice that must be paid before this one (T5); nil where it is not sequential (T6).
  func blocker(of notice: Notice, on day: BusinessDate) -> Notice? {
    guard notice.sequential else { return nil }
    let earlier = notices.values.filter { other in
      other.sequential && other.agency == notice.agency && other.unit == notice.unit
        && other.precedes(notice) && other.blocks(on: day)
    }
    return earlier.min { $0.precedes($1) }
  }

  /// A notice of this employer; another's and one that does not exist get the same answer.
  func notice(_ number: NoticeNumber) throws(Refusal) -> Notice {
    guard let notice = notices[number] else { throw Notice.notFound(number) }
    return notice
  }

  /// A notice in the version that was seen.
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

internal import Protocol

/// 待办事项: the to-dos and their lines (T1, T2).
enum Todos {
  /// Decides the `todo.` requests. The list is more frequent than all other requests together, so
  /// it reads the notices in place: a ``SignedInClerk`` would copy the whole employer.
  ///
  /// - Throws: `.wrongRole`, `.notSignedIn`, `.notPermitted`; `.limit` where a sum overflows; to
  ///   show one, `.noticeNotFound`.
  static func decide(
    _ request: TodoRequest, _ caller: Caller, _ state: State, _ context: Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .list(let filter):
      guard case .clerk(let session) = caller else { throw Dispatch.wrongRole }
      guard let place = state.employers.index(forKey: session.registration),
        state.persons.index(forKey: session.resident) != nil
      else { throw SessionRules.notSignedIn }
      try Permissions.check(TodoMethods.list.method, session)
      return try list(filter, state.employers.values[place].notices)
    case .show(let which):
      let clerk = try SignedInClerk(
        caller, TodoMethods.show.method, which.notice, state, context.found)
      return .reply(try show(which.notice, clerk.employer, context))
    }
  }

  private static func list(
    _ filter: TodoFilter, _ notices: [NoticeNumber: Notice]
  ) throws(Refusal) -> Decision {
    var candidates: [Candidate] = []
    candidates.reserveCapacity(notices.count)
    var (amount, remaining) = (Money.zero, Money.zero)
    for place in notices.indices {
      let open = try Outstanding(notices.values[place].lines)
      guard let status = open.status, filter.status ?? status == status else { continue }
      candidates.append(Candidate(place, notices, open))
      amount = try Sums.of(amount, notices.values[place].amount)
      remaining = try Sums.of(remaining, open.amount)
    }
    candidates.sort(by: Candidate.inOrder)
    let todos = candidates.prefix(todosMax).map {
      TodoView.todo(notices.values[$0.place], $0.open)
    }
    return .reply(
      TodoList(
        todos: todos, amount: amount, remaining: remaining,
        unlisted: UInt64(candidates.count - todos.count)))
  }

  /// A to-do that is not yet sorted: the sort key and the index, so that no notice is copied before
  /// its place in the list is known.
  private struct Candidate {
    let place: Dictionary<NoticeNumber, Notice>.Index
    let open: Outstanding
    private let agency: AgencyCode
    private let unit: UnitNumber
    private let from: Period
    private let number: NoticeNumber

    init(
      _ place: Dictionary<NoticeNumber, Notice>.Index, _ notices: [NoticeNumber: Notice],
      _ open: Outstanding
    ) {
      self.place = place
      self.open = open
      agency = notices.values[place].agency
      unit = notices.values[place].unit
      from = notices.values[place].period.from
      number = notices.keys[place]
    }

    /// Compares by agency, unit, first month and number: as sequential notices are paid (T5).
    static func inOrder(_ left: Candidate, _ right: Candidate) -> Bool {
      if left.agency != right.agency { return left.agency.number < right.agency.number }
      if left.unit != right.unit { return left.unit.text < right.unit.text }
      if left.from != right.from { return left.from < right.from }
      return left.number.text < right.number.text
    }
  }

  /// The most to-dos that one list shows; the others are counted.
  static let todosMax = 2_000

  private static func show(
    _ number: NoticeNumber, _ employer: Employer, _ context: Context
  ) throws(Refusal) -> TodoDetail {
    let notice = try employer.notice(number)
    let selection = Selection(notice, ticked: [], day: context.now.day)
    var lines: [NoticeLine] = []
    for line in notice.lines {
      lines.append(
        try TodoView.line(
          line, of: notice, employer, selected: selection.numbers.contains(line.number),
          day: context.now.day, count: context.realm.dayCount, word: Words.todo))
    }
    return TodoDetail(todo: try TodoView.todo(notice), lines: lines)
  }
}

extension TodoRequest {
  /// The notice that the request names; nil where it names none.
  var notice: NoticeNumber? {
    switch self {
    case .show(let which): which.notice
    case .list: nil
    }
  }
}

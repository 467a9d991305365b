internal import Protocol

/// 待办事项: the to-dos and their lines (T1, T2).
enum Todos {
  /// Decides `todo.list` and `todo.show`.
  static func decide(
    _ request: Request, _ desk: ClerkDesk, _ means: Means
  ) throws(Refusal) -> Decision {
    switch request {
    case .todoList(let filter): .reply(.todoList(try list(filter, desk.employer)))
    case .todoShow(let which): .reply(.todoDetail(try show(which.notice, desk.employer, means)))
    default: throw Dispatch.wrongDoor
    }
  }

  private static func list(_ filter: TodoFilter, _ employer: Employer) throws(Refusal) -> TodoList {
    var open = employer.notices.values.filter(\.isTodo)
    if let status = filter.status { open.removeAll { $0.todoStatus != status } }
    open.sort(by: inOrder)
    var todos: [Todo] = []
    todos.reserveCapacity(open.count)
    for notice in open.prefix(Self.todosMax) { todos.append(try TodoView.todo(notice)) }
    var remaining = Money.zero
    for notice in open { remaining = try Sums.of(remaining, try Sums.of(notice.openAmounts)) }
    return TodoList(
      todos: todos, amount: try Sums.of(open.lazy.map(\.amount)), remaining: remaining,
      unlisted: UInt64(open.count - todos.count))
  }

  /// The most to-dos that one list shows.
  static let todosMax = 2_000

  /// By agency, unit, first month and number: the order in which sequential ones are paid.
  static func inOrder(_ left: Notice, _ right: Notice) -> Bool {
    if left.agency != right.agency { return left.agency.number < right.agency.number }
    if left.unit != right.unit { return left.unit.text < right.unit.text }
    return left.precedes(right)
  }

  private static func show(
    _ number: NoticeNumber, _ employer: Employer, _ means: Means
  ) throws(Refusal) -> TodoDetail {
    let notice = try employer.notice(number)
    let selection = Selection(notice, ticked: [], day: means.now.day)
    var lines: [NoticeLine] = []
    for line in notice.lines {
      lines.append(
        try TodoView.line(
          line, of: notice, employer, selected: selection.numbers.contains(line.number),
          day: means.now.day, count: means.realm.dayCount, word: Words.todo))
    }
    return TodoDetail(todo: try TodoView.todo(notice), lines: lines)
  }
}

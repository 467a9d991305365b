import Protocol
import Terminal

/// `todo`: notices to be declared or paid (待办事项, T1–T4).
enum TodoCommands {
  static let all = [
    Command(
      ["todo", "list"], Phrase("待办事项", "the to-dos"),
      options: [
        OptionSpec(
          "status", value: Phrase("状态", "status"), choices: ["undeclared", "unpaid", "held"],
          Phrase("只看未申报、未缴费或扣款锁定", "only undeclared, unpaid or held ones"))
      ],
      examples: [
        CommandExample(
          "shebao todo list --status undeclared", Phrase("未申报的", "what is undeclared"))
      ], run: list),
    Command(
      ["todo", "show"], Phrase("缴费明细", "a to-do with its lines"),
      arguments: [CommandOptions.noticeArgument], run: show),
  ]

  private static func list(_ run: Run) throws(ErrorReport) -> ExitCode {
    let status: TodoStatus? =
      switch run.invocation["status"] {
      case "undeclared": .undeclared
      case "unpaid": .unpaid
      case "held": .held
      default: nil
      }
    let list = try run.ask(TodoMethods.list, TodoFilter(status: status))
    try run.show(
      CommandOutput(list, list: "todos", [.table(TodoOutput.of(list.todos)), .text(summary(list))]))
    return .done
  }

  private static func summary(_ list: TodoList) -> Phrase {
    guard let first = list.todos.first(where: { !$0.action.isEmpty }) ?? list.todos.first else {
      return Phrase("没有待办事项", "nothing to do")
    }
    let next =
      switch first.status {
      case .undeclared: "shebao declare save \(first.notice)"
      case .unpaid: "shebao pay agreement \(first.notice)"
      case .held: "shebao pay list --notice \(first.notice)"
      }
    let count = UInt64(list.todos.count) + list.unlisted
    let cut = list.unlisted == 0 ? "" : "（只列出前 \(list.todos.count) 笔）"
    let cutHere = list.unlisted == 0 ? "" : " (the first \(list.todos.count) are listed)"
    return Phrase(
      "共 \(count) 笔\(cut)，未缴 \(list.remaining.grouped) 元。下一步: \(next)",
      "\(count) in all\(cutHere), \(list.remaining.grouped) yuan unpaid. Next: \(next)")
  }

  private static func show(_ run: Run) throws(ErrorReport) -> ExitCode {
    let detail = try run.todo()
    try run.show(
      CommandOutput(
        detail,
        [.fields(TodoOutput.fields(detail.todo)), .table(TodoOutput.lines(detail.lines))]))
    return .done
  }
}

extension Run {
  /// Asks for the to-do of the notice that the argument names.
  func todo() throws(ErrorReport) -> TodoDetail {
    let notice = try value("notice", Phrase("告知单号", "notice"), NoticeNumber.self)
    return try ask(TodoMethods.show, NoticeReference(notice: notice))
  }
}

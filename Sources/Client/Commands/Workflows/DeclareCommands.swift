import Protocol
import Terminal

/// `declare`: shows, saves and voids a declaration (申报, T3).
enum DeclareCommands {
  static let all = [
    Command(
      ["declare", "show"], Phrase("查看待申报内容", "what would be declared"),
      arguments: [CommandOptions.noticeArgument], run: show),
    Command(
      ["declare", "save"], Phrase("申报：确认金额并保存提交", "declare: confirm the amount and save"),
      options: [CommandOptions.confirmAmount, CommandOptions.dryRun, CommandOptions.key],
      arguments: [CommandOptions.noticeArgument],
      examples: [
        CommandExample(
          "shebao declare save HR2026040000000001 --confirm-amount 8454.30",
          Phrase("不提问地申报", "without a question"))
      ], run: save),
    Command(
      ["declare", "void"], Phrase("申报作废", "void a declaration"),
      options: [CommandOptions.confirm, CommandOptions.dryRun, CommandOptions.key],
      arguments: [CommandOptions.noticeArgument], run: void),
  ]

  private static func show(_ run: Run) throws(ErrorReport) -> ExitCode {
    let detail = try run.todo()
    try run.show(
      CommandOutput(
        detail,
        [.fields(TodoOutput.fields(detail.todo)), .table(TodoOutput.lines(detail.lines))]))
    return .done
  }

  private static func save(_ run: Run) throws(ErrorReport) -> ExitCode {
    let todo = try run.todo().todo
    let save = DeclareSave(notice: todo.notice, version: todo.version, amount: todo.amount)
    guard !run.isDry else {
      try run.showDry(DeclareMethods.save, save)
      return .done
    }
    try run.confirm(
      amount: todo.amount,
      Phrase(
        "申报告知单 \(todo.notice)，金额 \(todo.amount.grouped) 元。请输入金额确认",
        "declare notice \(todo.notice) of \(todo.amount.grouped) yuan; type the amount"))
    try show(run, try run.change(DeclareMethods.save, save))
    return .done
  }

  private static func void(_ run: Run) throws(ErrorReport) -> ExitCode {
    let todo = try run.todo().todo
    let void = DeclareVoid(notice: todo.notice, version: todo.version)
    guard !run.isDry else {
      try run.showDry(DeclareMethods.void, void)
      return .done
    }
    try run.confirm(
      todo.notice.text,
      Phrase("作废申报，请输入告知单号确认", "void the declaration; type the notice's number"))
    try show(run, try run.change(DeclareMethods.void, void))
    return .done
  }

  private static func show(_ run: Run, _ result: DeclareResult) throws(ErrorReport) {
    try run.show(
      CommandOutput(
        result,
        [
          .text(Phrase(result.text, result.text)),
          .fields(
            FieldList([
              (Phrase("告知单号", "notice"), .text(result.notice.text)),
              (Phrase("金额(元)", "amount"), .money(fen: result.amount.fen)),
            ])),
        ]))
  }
}

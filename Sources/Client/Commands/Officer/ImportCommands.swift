import Protocol
import Terminal

/// `officer import`: sends the officer's file in parts and waits until it is applied (导入).
enum ImportCommands {
  static let all = [
    Command(
      ["officer", "import"], Phrase("导入登记和征集信息", "import registrations and notices"),
      discussion: Phrase(
        "文件为 JSON Lines：每行一个 employer、person、notice 或 withdraw 对象，金额以元计，"
          + "如 \"1234.56\"。一行有误则整个文件不导入。",
        "JSON Lines: one employer, person, notice or withdraw object on each line, amounts in yuan "
          + "such as \"1234.56\". One bad line refuses the whole file."),
      options: [
        OptionSpec(
          "batch", value: Phrase("批次", "batch"), Phrase("继续中断的导入", "go on with an import")),
        OptionSpec.flag("no-wait", Phrase("提交后不等待", "don't wait until it is applied")),
        CommandOptions.dryRun, CommandOptions.key,
      ],
      arguments: [
        ArgumentSpec("file", Phrase("文件", "file"), Phrase("文件名，- 为标准输入", "a file, or - for input"))
      ],
      examples: [
        CommandExample("shebao officer import notices.jsonl", Phrase("导入一个文件", "import a file"))
      ], run: run)
  ]

  /// The time between two looks at an import that is being applied, ms.
  static let lookMs: UInt64 = 200
  /// The most looks of one command: an hour.
  static let looksMax = 18_000
  /// The most pages of problems that are fetched.
  static let problemPagesMax = 100

  private static func run(_ run: Run) throws(ErrorReport) -> ExitCode {
    let name = try run.line("file", Phrase("文件", "file"))
    guard name == "-" else { return try work(run, ImportFile(path: name), name: name) }
    let spool = try ImportSpool(run)
    defer { spool.remove() }
    return try work(run, ImportFile(path: spool.path), name: "-")
  }

  private static func work(
    _ run: Run, _ file: ImportFile, name: String
  ) throws(ErrorReport) -> ExitCode {
    let survey = try file.survey(run.language)
    guard !run.isDry else { return try dry(run, survey) }
    var state = try begin(run, survey, name: name)
    try run.note(
      Phrase(
        "批次 \(state.batch)，中断后继续: shebao officer import \(name) --batch \(state.batch)",
        "batch \(state.batch); to go on: shebao officer import \(name) --batch \(state.batch)"))
    if state.phase == .open { state = try send(run, file, survey, state) }
    guard survey.problemCount == 0, state.problems == 0 || state.phase != .open else {
      return try refused(run, state, survey)
    }
    if state.phase == .open { state = try commit(run, state) }
    if state.phase == .refused { return try refused(run, state, survey) }
    if !run.invocation.flag("no-wait") { state = try applied(run, state) }
    let problems = state.rejected > 0 ? try fetchProblems(run, state.batch) : []
    try run.show(output(state, problems))
    return state.rejected > 0 ? .partialFailure : .done
  }

  private static func dry(
    _ run: Run, _ survey: ImportFile.Survey
  ) throws(ErrorReport) -> ExitCode {
    let begin = ImportBegin(name: "", lines: survey.lines, total: survey.total)
    try run.show(
      CommandOutput(
        [
          "dryRun": true, "lines": .integer(Int64(survey.lines)),
          "total": .money(fen: survey.total), "problems": .integer(Int64(survey.problemCount)),
        ],
        [
          .fields(
            FieldList([
              (Phrase("行数", "lines"), .number(Int64(begin.lines))),
              (Phrase("金额(元)", "total"), .money(fen: begin.total)),
              (Phrase("有误", "problems"), .number(Int64(survey.problemCount))),
            ])), .table(table(survey.problems)),
        ]))
    return survey.problemCount == 0 ? .done : .badData
  }

  private static func begin(
    _ run: Run, _ survey: ImportFile.Survey, name: String
  ) throws(ErrorReport) -> ImportState {
    if let batch = try run.maybe("batch", Phrase("批次", "batch"), { Id128(hex: $0) }) {
      return try run.ask(ImportMethods.show, ImportReference(batch: batch, after: 0))
    }
    var short = name.split(separator: "/").last.map(String.init) ?? name
    while short.utf8.count > 120 { short.removeLast() }
    let begin = ImportBegin(name: short, lines: survey.lines, total: survey.total)
    let begun = try run.change(ImportMethods.begin, begin)
    // A repeated key gets the first answer again: ask for the state as it is now.
    return try run.ask(ImportMethods.show, ImportReference(batch: begun.batch, after: 0))
  }

  private static func send(
    _ run: Run, _ file: ImportFile, _ survey: ImportFile.Survey, _ begun: ImportState
  ) throws(ErrorReport) -> ImportState {
    var state = begun
    var window = PartWindow(run)
    try file.eachPart { (index: UInt64, records: [ImportRecord]) throws(ErrorReport) in
      guard index >= begun.parts else { return }
      if window.isFull { state = try window.takeFirst() ?? state }
      window.send(ImportPart(batch: begun.batch, index: index, records: records))
      if index % 64 == 63 { try progress(run, "已发送", "sent", state.received, survey.lines) }
    }
    while let next = try window.takeFirst() { state = next }
    try progress(run, "已发送", "sent", state.received, survey.lines)
    return state
  }

  private static func commit(
    _ run: Run, _ state: ImportState
  ) throws(ErrorReport) -> ImportState {
    let reference = ImportReference(batch: state.batch, after: 0)
    return try run.ask(ImportMethods.commit, reference, timeoutMs: 60_000)
  }

  private static func applied(
    _ run: Run, _ committed: ImportState
  ) throws(ErrorReport) -> ImportState {
    var state = committed
    for look in 0..<looksMax where state.phase == .committed {
      if look > 0 { run.environment.pause(lookMs) }
      if look % 50 == 49 { try progress(run, "已导入", "applied", state.applied, state.lines) }
      state = try run.ask(ImportMethods.show, ImportReference(batch: state.batch, after: 0))
    }
    return state
  }

  private static func progress(
    _ run: Run, _ zh: String, _ en: String, _ done: UInt64, _ all: UInt64
  ) throws(ErrorReport) {
    try run.note(Phrase("\(zh) \(done)/\(all) 行", "\(en) \(done)/\(all) lines"))
  }

  private static func fetchProblems(
    _ run: Run, _ batch: Id128
  ) throws(ErrorReport) -> [ImportProblem] {
    var problems: [ImportProblem] = []
    for _ in 0..<problemPagesMax {
      let after = problems.last?.line ?? 0
      let page = try run.ask(ImportMethods.problems, ImportReference(batch: batch, after: after))
      problems += page.problems
      if !page.more || page.problems.isEmpty { break }
    }
    return problems
  }

  /// Prints all bad lines, those found here and by the server, by number, and throws.
  private static func refused(
    _ run: Run, _ state: ImportState, _ survey: ImportFile.Survey
  ) throws(ErrorReport) -> ExitCode {
    let problems = (survey.problems + (try fetchProblems(run, state.batch)))
      .sorted { $0.line < $1.line }
    let count = survey.problemCount + state.problems
    try run.show(output(state, problems))
    throw ErrorReport(
      .badData, code: "IMPORT_REFUSED",
      what: Phrase("\(count) 行有误，未导入任何内容", "\(count) wrong lines, nothing was imported"),
      next: Phrase("更正后重新导入整个文件", "correct them and import the whole file again"))
  }

  private static func table(_ problems: [ImportProblem]) -> Table {
    Table(
      [
        Column("line", Phrase("行", "line"), .right), Column("code", Phrase("代码", "code")),
        Column("reason", Phrase("原因", "reason")),
      ],
      problems.map { [.number(Int64(clamping: $0.line)), .text($0.code), .text($0.reason)] })
  }

  private static func output(_ state: ImportState, _ problems: [ImportProblem]) -> CommandOutput {
    let phase =
      switch state.phase {
      case .open: Phrase("未提交", "open")
      case .committed: Phrase("导入中", "being applied")
      case .applied: Phrase("已导入", "applied")
      case .refused: Phrase("已拒绝", "refused")
      }
    var members = MessageJSON.of(state).object?.members ?? []
    let list = table(problems)
    members.append(JSONMember("problemList", .array(list.json)))
    var parts: [CommandOutput.Part] = [
      .fields(
        FieldList([
          (Phrase("批次", "batch"), .text("\(state.batch)")),
          (Phrase("状态", "phase"), .phrase(phase)),
          (Phrase("行数", "lines"), .number(Int64(clamping: state.lines))),
          (Phrase("告知单金额(元)", "total"), .money(fen: state.sum)),
          (Phrase("已导入", "applied"), .number(Int64(clamping: state.applied))),
          (Phrase("未能导入", "rejected"), .number(Int64(clamping: state.rejected))),
          (Phrase("有误", "problems"), .number(Int64(clamping: state.problems))),
        ]))
    ]
    if !problems.isEmpty { parts.append(.table(list)) }
    return CommandOutput(.object(JSONObject(members)), parts)
  }
}

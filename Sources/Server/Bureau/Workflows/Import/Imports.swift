internal import Protocol

/// 导入: an officer's file of employers, persons, notices and withdrawals, in parts.
///
/// `begin` declares the lines and the total, each `part` brings some lines, `commit` says that all
/// are there. One bad line refuses the whole file; a committed one is applied in slices
/// (`ImportSlices.swift`).
enum Imports {
  /// The most lines that a file may declare.
  static let linesMax: UInt64 = 10_000_000
  /// The most open imports (未提交); a new one refuses the oldest.
  static let openMax = 64

  /// Decides the `import.` requests.
  ///
  /// - Throws: `.importNotFound`; to begin `.limit`; for a part `.importGap`, `.importPhase` or
  ///   `.limit`; to commit `.importIncomplete` or `.importRefused`.
  static func decide(
    _ request: ImportRequest, _ state: State, _ context: inout Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .begin(let begin): try self.begin(begin, state, &context)
    case .part(let part): try accept(part, try batch(part.batch, state), context)
    case .commit(let which): try commit(try batch(which.batch, state))
    case .show(let which): .reply(answer(try batch(which.batch, state)))
    case .problems(let which):
      Decision(.query(.problems(try batch(which.batch, state).batch, after: which.after)))
    }
  }

  /// Returns the lookup of the import that a request names.
  static func needs(_ request: ImportRequest) -> [Lookup] {
    switch request {
    case .begin: []
    case .part(let part): [.batch(part.batch)]
    case .commit(let which), .show(let which), .problems(let which): [.batch(which.batch)]
    }
  }

  private static func batch(_ id: Id128, _ state: State) throws(Refusal) -> ImportBatch {
    guard let batch = state.batches[id] else {
      throw Refusal(.importNotFound, "没有这次导入：\(id)")
    }
    return batch
  }

  private static func answer(_ batch: ImportBatch) -> ImportState {
    ImportState(
      batch: batch.batch, phase: batch.phase, lines: batch.lines, received: batch.received,
      parts: batch.parts, total: batch.total, sum: batch.sum, problems: batch.problems,
      applied: batch.applied, rejected: batch.rejected)
  }

  private static func begin(
    _ begin: ImportBegin, _ state: State, _ context: inout Context
  ) throws(Refusal) -> Decision {
    guard (1...linesMax).contains(begin.lines) else {
      throw Refusal(.limit, "导入文件应为 1 至 \(linesMax) 行，现为 \(begin.lines) 行")
    }
    guard (0...Money.fenMax).contains(begin.total) else {
      throw Refusal(.limit, "导入金额合计不能为负或过大：\(begin.total) 分")
    }
    let batch = ImportBatch(
      batch: context.entropy.name(), name: begin.name, phase: .open, lines: begin.lines,
      total: begin.total, received: 0, parts: 0, sum: 0, problems: 0, applied: 0, rejected: 0,
      cursor: "", begun: context.now.real)
    let events = makeRoom(state) + [.imports(.importBegun(ImportBegun(batch: batch)))]
    return Decision(.reply(answer(batch)), events: events)
  }

  /// Refuses the oldest open import where ``openMax`` are open.
  private static func makeRoom(_ state: State) -> [Event] {
    let open = state.batches.values.filter { $0.phase == .open }
    guard open.count >= openMax, var oldest = open.min(by: isOlder) else { return [] }
    oldest.phase = .refused
    return [.imports(.importCommitted(ImportCommitted(batch: oldest)))]
  }

  private static func isOlder(_ left: ImportBatch, _ right: ImportBatch) -> Bool {
    left.begun == right.begun ? left.batch < right.batch : left.begun < right.begun
  }

  /// Takes a part. The order of the checks: a repeat, a gap, the phase, the content. A repeat gets
  /// the state.
  private static func accept(
    _ part: ImportPart, _ batch: ImportBatch, _ context: Context
  ) throws(Refusal) -> Decision {
    if part.index < batch.parts { return .reply(answer(batch)) }
    guard part.index == batch.parts else {
      throw Refusal(
        .importGap, "分片 \(part.index) 之前有缺，下一个分片序号是 \(batch.parts)",
        next: "请从分片 \(batch.parts) 继续")
    }
    guard batch.phase == .open else { throw notOpen(batch) }
    let checked = context.checked ?? ImportCheck.check(part)
    try checkShape(part, checked, batch)
    let problems = checked.problems(on: context.now.day)
    var next = batch
    next.parts += 1
    next.received += UInt64(part.records.count)
    next.problems += UInt64(problems.count)
    next.sum = try added(checked.sum, to: batch.sum)
    next.lastLine = part.records.last?.line ?? batch.lastLine
    let event = ImportPartTaken(
      batch: next, index: part.index, records: checked.body, problems: problems)
    return Decision(.reply(answer(next)), events: [.imports(.importPartTaken(event))])
  }

  private static func notOpen(_ batch: ImportBatch) -> Refusal {
    let word =
      switch batch.phase {
      case .open: "进行中"
      case .committed: "已提交"
      case .applied: "已完成"
      case .refused: "已被拒绝"
      }
    return Refusal(.importPhase, "这次导入\(word)，不再接收分片")
  }

  private static func checkShape(
    _ part: ImportPart, _ checked: CheckedPart, _ batch: ImportBatch
  ) throws(Refusal) {
    guard let first = part.records.first else { throw Refusal(.limit, "分片中没有记录") }
    guard checked.body.count <= ImportCheck.partBytesMax else {
      throw ImportCheck.partTooLong(checked.body.count)
    }
    guard checked.isOrdered, first.line > batch.lastLine else {
      throw Refusal(.limit, "行号必须从 1 起递增，上一分片止于第 \(batch.lastLine) 行")
    }
    guard UInt64(part.records.count) <= batch.lines - min(batch.received, batch.lines) else {
      throw Refusal(.limit, "收到的行数超过申报的 \(batch.lines) 行")
    }
  }

  private static func added(_ sum: Int64, to whole: Int64) throws(Refusal) -> Int64 {
    let (next, overflow) = whole.addingReportingOverflow(sum)
    guard !overflow, next <= Money.fenMax else {
      throw Refusal(.limit, "导入金额合计超出系统可处理的范围")
    }
    return next
  }

  /// Commits an import. A repeat gets the state, or the same refusal.
  private static func commit(_ batch: ImportBatch) throws(Refusal) -> Decision {
    switch batch.phase {
    case .committed, .applied: return .reply(answer(batch))
    case .refused: throw refused(batch)
    case .open: break
    }
    guard batch.received == batch.lines else {
      throw Refusal(
        .importIncomplete, "申报 \(batch.lines) 行，只收到 \(batch.received) 行",
        next: "请从分片 \(batch.parts) 继续")
    }
    var next = batch
    guard batch.problems == 0 else {
      next.phase = .refused
      return Decision(
        .refusal(refused(batch)), events: [.imports(.importCommitted(ImportCommitted(batch: next)))]
      )
    }
    guard batch.sum == batch.total else { throw otherTotal(batch) }
    next.phase = .committed
    return Decision(
      .reply(answer(next)), events: [.imports(.importCommitted(ImportCommitted(batch: next)))])
  }

  private static func refused(_ batch: ImportBatch) -> Refusal {
    Refusal(
      .importRefused, "导入被拒绝：\(batch.problems) 行有误，未导入任何内容",
      next: "查看有误的行，更正后重新导入整个文件")
  }

  private static func otherTotal(_ batch: ImportBatch) -> Refusal {
    let declared = Money(fen: batch.total) ?? .zero
    let found = Money(fen: batch.sum) ?? .zero
    return Refusal(
      .importIncomplete, "申报金额 \(declared) 元，收到的告知单合计 \(found) 元",
      next: "请核对文件后重新导入")
  }
}

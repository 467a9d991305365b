/// The requests of an officer's import (导入): begin, parts, commit.
package enum ImportRequest: WorkflowRequest {
  /// Begins an import: how many lines come, and what they sum to.
  case begin(ImportBegin)
  /// Sends the next lines.
  case part(ImportPart)
  /// Ends the lines; the import is then applied.
  case commit(ImportReference)
  /// Shows the progress.
  case show(ImportReference)
  /// Lists the lines that are refused.
  case problems(ImportReference)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .begin(let m): reader.read(ImportMethods.begin, m)
    case .part(let m): reader.read(ImportMethods.part, m)
    case .commit(let m): reader.read(ImportMethods.commit, m)
    case .show(let m): reader.read(ImportMethods.show, m)
    case .problems(let m): reader.read(ImportMethods.problems, m)
    }
  }
}

package enum ImportMethods {
  package static let begin = MethodDefinition(
    0x0220, "import.begin", .officer, .keyed { $0.name }, .refusedInRecovery,
    ImportBegin.self, ImportState.self
  ) { .imports(.begin($0)) }
  package static let part = MethodDefinition(
    0x0221, "import.part", .officer, .none, .gated,
    ImportPart.self, ImportState.self
  ) { .imports(.part($0)) }
  package static let commit = MethodDefinition(
    0x0222, "import.commit", .officer, .none, .gated,
    ImportReference.self, ImportState.self
  ) { .imports(.commit($0)) }
  package static let show = MethodDefinition(
    0x0223, "import.show", .officer, .safe, .free,
    ImportReference.self, ImportState.self
  ) { .imports(.show($0)) }
  package static let problems = MethodDefinition(
    0x0224, "import.problems", .officer, .safe, .free,
    ImportReference.self, ImportProblems.self
  ) { .imports(.problems($0)) }

  static let definitions: [AnyMethodDefinition] = [
    begin.untyped, part.untyped, commit.untyped, show.untyped, problems.untyped,
  ]
}

/// The state of an import.
public enum ImportPhase: UInt8, Choice {
  public static let typeName: StaticString = "ImportPhase"

  /// 未提交: parts are being received.
  case open = 1
  /// 导入中: complete, and being applied.
  case committed = 2
  /// 已导入: every line was applied or rejected.
  case applied = 3
  /// 已拒绝: a line has a problem, the declared sums differ, or newer imports took its place. Nothing
  /// was applied.
  case refused = 4
}

/// One line of the officer's file. Exactly one of its four records is present.
package struct ImportRecord: Message {
  package static let name: StaticString = "ImportRecord"
  /// The line's number in the file, from 1.
  package let line: UInt64
  /// 用人单位: an employer with its enrolments.
  package let employer: EmployerRecord?
  /// 自然人: a person with their identities.
  package let person: PersonRecord?
  /// 告知单: a notice with its lines.
  package let notice: NoticeRecord?
  /// 撤回: a notice that the agency takes back.
  package let withdraw: WithdrawRecord?

  package init(
    line: UInt64, employer: EmployerRecord? = nil, person: PersonRecord? = nil,
    notice: NoticeRecord? = nil, withdraw: WithdrawRecord? = nil
  ) {
    self.line = line
    self.employer = employer
    self.person = person
    self.notice = notice
    self.withdraw = withdraw
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      line: c.number(1, "line", m?.line),
      employer: c.maybe(2, "employer", m?.employer),
      person: c.maybe(3, "person", m?.person),
      notice: c.maybe(4, "notice", m?.notice),
      withdraw: c.maybe(5, "withdraw", m?.withdraw))
  }
}

/// Begins an import.
package struct ImportBegin: Message {
  package static let name: StaticString = "ImportBegin"
  /// The file's name, for display.
  package let name: String
  /// The number of lines that will follow.
  package let lines: UInt64
  /// The sum of the notices that will follow, in fen.
  package let total: Int64

  package init(name: String, lines: UInt64, total: Int64) {
    self.name = name
    self.lines = lines
    self.total = total
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      name: c.text(1, "name", m?.name, max: 120),
      lines: c.number(2, "lines", m?.lines),
      total: c.signed(3, "total", m?.total))
  }
}

/// Consecutive lines of the file, at most 64 KiB encoded.
package struct ImportPart: Message {
  package static let name: StaticString = "ImportPart"
  /// The import's id, from `ImportState`.
  package let batch: Id128
  /// The part's number, from 0, without gaps. A part that is there already is answered and not
  /// taken again.
  package let index: UInt64
  /// The lines.
  package let records: [ImportRecord]

  package init(batch: Id128, index: UInt64, records: [ImportRecord]) {
    self.batch = batch
    self.index = index
    self.records = records
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.id(1, "batch", m?.batch),
      index: c.number(2, "index", m?.index),
      records: c.list(3, "records", m?.records, max: 4096))
  }
}

/// Names an import.
package struct ImportReference: Message {
  package static let name: StaticString = "ImportReference"
  /// The import's id, from `ImportState`.
  package let batch: Id128
  /// For `import.problems`: the last line number of the page before, or 0.
  package let after: UInt64

  package init(batch: Id128, after: UInt64) {
    self.batch = batch
    self.after = after
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.id(1, "batch", m?.batch),
      after: c.number(2, "after", m?.after))
  }
}

/// The progress of an import.
package struct ImportState: Message {
  package static let name: StaticString = "ImportState"
  /// 批次: the import's id.
  package let batch: Id128
  /// The import's state.
  package let phase: ImportPhase
  /// The number of lines declared at the beginning.
  package let lines: UInt64
  /// The number of lines received.
  package let received: UInt64
  /// The number of parts received, which is the index of the next.
  package let parts: UInt64
  /// The sum declared at the beginning, in fen.
  package let total: Int64
  /// The sum of the notices received, in fen.
  package let sum: Int64
  /// The number of lines with a problem.
  package let problems: UInt64
  /// The number of lines applied.
  package let applied: UInt64
  /// The number of lines that could not be applied to the state, such as a new version of a notice
  /// that is being paid.
  package let rejected: UInt64

  package init(
    batch: Id128, phase: ImportPhase, lines: UInt64, received: UInt64, parts: UInt64, total: Int64,
    sum: Int64, problems: UInt64, applied: UInt64, rejected: UInt64
  ) {
    self.batch = batch
    self.phase = phase
    self.lines = lines
    self.received = received
    self.parts = parts
    self.total = total
    self.sum = sum
    self.problems = problems
    self.applied = applied
    self.rejected = rejected
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.id(1, "batch", m?.batch),
      phase: c.choice(2, "phase", m?.phase),
      lines: c.number(3, "lines", m?.lines),
      received: c.number(4, "received", m?.received),
      parts: c.number(5, "parts", m?.parts),
      total: c.signed(6, "total", m?.total),
      sum: c.signed(7, "sum", m?.sum),
      problems: c.number(8, "problems", m?.problems),
      applied: c.number(9, "applied", m?.applied),
      rejected: c.number(10, "rejected", m?.rejected))
  }
}

/// A line of the file that is refused.
package struct ImportProblem: Message {
  package static let name: StaticString = "ImportProblem"
  /// The line's number in the file, from 1.
  package let line: UInt64
  /// A stable code for programs.
  package let code: String
  /// The reason in Chinese, for people.
  package let reason: String

  package init(line: UInt64, code: String, reason: String) {
    self.line = line
    self.code = code
    self.reason = reason
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      line: c.number(1, "line", m?.line),
      code: c.text(2, "code", m?.code, max: 40),
      reason: c.text(3, "reason", m?.reason, max: 200))
  }
}

/// A page of an import's problems.
package struct ImportProblems: Message {
  package static let name: StaticString = "ImportProblems"
  /// In ascending order of line.
  package let problems: [ImportProblem]
  /// Whether more follow; ask again with `after`.
  package let more: Bool

  package init(problems: [ImportProblem], more: Bool) {
    self.problems = problems
    self.more = more
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      problems: c.list(1, "problems", m?.problems, max: 500),
      more: c.flag(2, "more", m?.more))
  }
}

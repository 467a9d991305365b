/// The requests of an officer's import (导入).
package enum ImportRequest: WorkflowRequest {
  /// Declares what comes.
  case begin(ImportBegin)
  /// A stretch of lines.
  case part(ImportPart)
  /// All is there.
  case commit(ImportReference)
  /// How far it is.
  case show(ImportReference)
  /// The lines that cannot be taken.
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
    0x0220, "import.begin", .officer, .keyed { $0.name }, .heldInRecovery,
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

  static let entries: [MethodEntry] = [
    begin.entry, part.entry, commit.entry, show.entry, problems.entry,
  ]
}

/// Where an import is.
public enum ImportPhase: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "ImportPhase"

  case open = 1
  case committed = 2
  case applied = 3
  case refused = 4
}

/// One line of the officer's file: exactly one of the four.
package struct ImportRecord: Message {
  package static let name: StaticString = "ImportRecord"
  /// Its number in the file, from 1.
  package let line: UInt64
  /// An employer.
  package let employer: EmployerRecord?
  /// A person.
  package let person: PersonRecord?
  /// A notice.
  package let notice: NoticeRecord?
  /// A withdrawal.
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
  /// The file's name, for people.
  package let name: String
  /// How many lines it has.
  package let lines: UInt64
  /// Fen; the sum of its notices.
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

/// A stretch of the file, at most 64 KiB.
package struct ImportPart: Message {
  package static let name: StaticString = "ImportPart"
  /// From `ImportState`.
  package let batch: Id128
  /// From 0, without gaps; a known one is answered again.
  package let index: UInt64
  /// Its lines.
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
  /// From `ImportState`.
  package let batch: Id128
  /// For the problems: the last line number seen.
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

/// An import as it is now.
package struct ImportState: Message {
  package static let name: StaticString = "ImportState"
  /// Names it.
  package let batch: Id128
  /// Where it is.
  package let phase: ImportPhase
  /// Declared lines.
  package let lines: UInt64
  /// Lines received.
  package let received: UInt64
  /// Parts received: the next index.
  package let parts: UInt64
  /// Declared total, fen.
  package let total: Int64
  /// The sum of the notices received, fen.
  package let sum: Int64
  /// Lines with a problem.
  package let problems: UInt64
  /// Lines applied.
  package let applied: UInt64
  /// Lines that the state forbade when they were applied.
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

/// A line that cannot be taken.
package struct ImportProblem: Message {
  package static let name: StaticString = "ImportProblem"
  /// Its number in the file.
  package let line: UInt64
  /// A stable code.
  package let code: String
  /// What is wrong with it.
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
  /// By line.
  package let problems: [ImportProblem]
  /// Whether there are more.
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

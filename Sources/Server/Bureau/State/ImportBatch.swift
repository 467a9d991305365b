package import Protocol

/// An officer's import (导入): its progress, without its lines.
package struct ImportBatch: Message {
  package static let name: StaticString = "ImportBatch"
  /// The import's identifier.
  package var batch: Id128
  /// The file's name.
  package var name: String
  /// Its phase (未提交, 导入中, 已导入, 已拒绝).
  package var phase: ImportPhase
  /// The number of lines that the officer declared at the beginning.
  package var lines: UInt64
  /// The total of the notices that the officer declared, in fen.
  package var total: Int64
  /// The number of lines received.
  package var received: UInt64
  /// The number of parts received.
  package var parts: UInt64
  /// The sum of the notices received, in fen.
  package var sum: Int64
  /// The number of lines with a problem.
  package var problems: UInt64
  /// The number of lines applied.
  package var applied: UInt64
  /// The number of lines that the state forbade when they were applied.
  package var rejected: UInt64
  /// The last sort key applied.
  package var cursor: String
  /// Real time of its beginning.
  package var begun: Timestamp
  /// The number of the last line received. Lines of later parts have higher numbers.
  package var lastLine: UInt64

  package init(
    batch: Id128, name: String, phase: ImportPhase, lines: UInt64, total: Int64, received: UInt64,
    parts: UInt64, sum: Int64, problems: UInt64, applied: UInt64, rejected: UInt64, cursor: String,
    begun: Timestamp, lastLine: UInt64 = 0
  ) {
    self.batch = batch
    self.name = name
    self.phase = phase
    self.lines = lines
    self.total = total
    self.received = received
    self.parts = parts
    self.sum = sum
    self.problems = problems
    self.applied = applied
    self.rejected = rejected
    self.cursor = cursor
    self.begun = begun
    self.lastLine = lastLine
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.id(1, "batch", m?.batch),
      name: c.text(2, "name", m?.name, max: 120),
      phase: c.choice(3, "phase", m?.phase),
      lines: c.number(4, "lines", m?.lines),
      total: c.signed(5, "total", m?.total),
      received: c.number(6, "received", m?.received),
      parts: c.number(7, "parts", m?.parts),
      sum: c.signed(8, "sum", m?.sum),
      problems: c.number(9, "problems", m?.problems),
      applied: c.number(10, "applied", m?.applied),
      rejected: c.number(11, "rejected", m?.rejected),
      cursor: c.text(12, "cursor", m?.cursor, max: 80),
      begun: c.value(13, "begun", m?.begun),
      lastLine: c.number(14, "lastLine", m?.lastLine))
  }
}

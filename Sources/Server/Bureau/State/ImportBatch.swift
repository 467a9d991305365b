package import Protocol

/// An officer's import (导入).
package struct ImportBatch: Message {
  package static let name: StaticString = "ImportBatch"
  /// Names it.
  package var batch: Id128
  /// The file's name.
  package var name: String
  /// Where it is.
  package var phase: ImportPhase
  /// Declared lines.
  package var lines: UInt64
  /// Declared total, fen.
  package var total: Int64
  /// Lines received.
  package var received: UInt64
  /// Parts received.
  package var parts: UInt64
  /// Sum of the notices received, fen.
  package var sum: Int64
  /// Lines with a problem.
  package var problems: UInt64
  /// Lines applied.
  package var applied: UInt64
  /// Lines that the state forbade.
  package var rejected: UInt64
  /// The last sort key applied.
  package var cursor: String
  /// When it began, real time.
  package var begun: Timestamp
  /// The number of the last line received: later parts go on above it.
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

package import Protocol

/// An import began; no part of it was received.
package struct ImportBegun: Fact, QuietFact {
  package static let name: StaticString = "ImportBegun"
  package let batch: ImportBatch

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.message(1, "batch", m?.batch))
  }
}

/// A part of an import was received and checked.
package struct ImportPartTaken: Fact, QuietFact {
  package static let name: StaticString = "ImportPartTaken"
  /// The import's new state.
  package let batch: ImportBatch
  /// The part's index.
  package let index: UInt64
  /// The part's body, unchanged.
  package let records: [UInt8]
  /// The problems of its lines.
  package let problems: [ImportProblem]

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.message(1, "batch", m?.batch),
      index: c.number(2, "index", m?.index),
      records: c.bytes(3, "records", m?.records, max: 65536),
      problems: c.list(4, "problems", m?.problems, max: 4096))
  }
}

/// An import was committed, or refused for its problems.
package struct ImportCommitted: Fact {
  package static let name: StaticString = "ImportCommitted"
  /// The import's new state.
  package let batch: ImportBatch

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.message(1, "batch", m?.batch))
  }
}

/// A slice of an import was applied.
package struct ImportSliceApplied: Fact {
  package static let name: StaticString = "ImportSliceApplied"
  /// The import's new state.
  package let batch: ImportBatch
  /// Problems of the slice's lines that the state forbade.
  package let problems: [ImportProblem]

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.message(1, "batch", m?.batch),
      problems: c.list(2, "problems", m?.problems, max: 4096))
  }
}

/// An officer confirmed a step of the wall clock: real time follows it from now on.
package struct ClockConfirmed: Fact {
  package static let name: StaticString = "ClockConfirmed"
  /// Real time of the confirmation, before the step.
  package let real: Timestamp
  /// The wall clock's time at the confirmation.
  package let wall: Timestamp

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      real: c.value(1, "real", m?.real),
      wall: c.value(2, "wall", m?.wall))
  }
}

/// An officer advanced a sandbox realm's business clock.
package struct ClockAdvanced: Fact {
  package static let name: StaticString = "ClockAdvanced"
  /// The total advance since the realm was made, in milliseconds.
  package let milliseconds: UInt64

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      milliseconds: c.number(1, "milliseconds", m?.milliseconds))
  }
}

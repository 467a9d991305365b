package import Protocol

/// An import began.
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

/// A part arrived.
package struct ImportPartTaken: Fact, QuietFact {
  package static let name: StaticString = "ImportPartTaken"
  /// The import from now on.
  package let batch: ImportBatch
  /// The part's index.
  package let index: UInt64
  /// The part's body as it arrived.
  package let records: [UInt8]
  /// What is wrong with its lines.
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
  /// The import from now on.
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
  /// The import from now on.
  package let batch: ImportBatch
  /// Lines that the state forbade.
  package let problems: [ImportProblem]

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.message(1, "batch", m?.batch),
      problems: c.list(2, "problems", m?.problems, max: 4096))
  }
}

/// An officer confirmed a step of the wall clock, so that the real time follows it.
package struct ClockConfirmed: Fact {
  package static let name: StaticString = "ClockConfirmed"
  /// The real time when it was confirmed.
  package let real: Timestamp
  /// The wall clock then.
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
  /// By how much in all, since the realm was made.
  package let milliseconds: UInt64

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      milliseconds: c.number(1, "milliseconds", m?.milliseconds))
  }
}

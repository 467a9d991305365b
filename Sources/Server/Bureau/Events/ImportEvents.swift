public import Protocol

/// An import began.
public struct ImportBegun: Fact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "ImportBegun"
  /// The import.
  public let batch: ImportBatch

  /// Makes it of its fields.
  public init(batch: ImportBatch) {
    self.batch = batch
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.message(1, "batch", m?.batch))
  }
}

/// A part arrived.
public struct ImportPartTaken: Fact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "ImportPartTaken"
  /// The import from now on.
  public let batch: ImportBatch
  /// The part's index.
  public let index: UInt64
  /// The part's body as it arrived.
  public let records: [UInt8]
  /// What is wrong with its lines.
  public let problems: [ImportProblem]

  /// Makes it of its fields.
  public init(batch: ImportBatch, index: UInt64, records: [UInt8], problems: [ImportProblem]) {
    self.batch = batch
    self.index = index
    self.records = records
    self.problems = problems
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct ImportCommitted: Fact {
  /// The name in the schema.
  public static let name: StaticString = "ImportCommitted"
  /// The import from now on.
  public let batch: ImportBatch

  /// Makes it of its fields.
  public init(batch: ImportBatch) {
    self.batch = batch
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.message(1, "batch", m?.batch))
  }
}

/// A slice of an import was applied.
public struct ImportSliceApplied: Fact {
  /// The name in the schema.
  public static let name: StaticString = "ImportSliceApplied"
  /// The import from now on.
  public let batch: ImportBatch
  /// Lines that the state forbade.
  public let problems: [ImportProblem]

  /// Makes it of its fields.
  public init(batch: ImportBatch, problems: [ImportProblem]) {
    self.batch = batch
    self.problems = problems
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      batch: c.message(1, "batch", m?.batch),
      problems: c.list(2, "problems", m?.problems, max: 4096))
  }
}

/// An officer confirmed a step of the wall clock, so that the real time follows it.
public struct ClockConfirmed: Fact {
  /// The name in the schema.
  public static let name: StaticString = "ClockConfirmed"
  /// The real time when it was confirmed.
  public let real: Timestamp
  /// The wall clock then.
  public let wall: Timestamp

  /// Makes it of its fields.
  public init(real: Timestamp, wall: Timestamp) {
    self.real = real
    self.wall = wall
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      real: c.value(1, "real", m?.real),
      wall: c.value(2, "wall", m?.wall))
  }
}

/// An officer advanced a sandbox realm's business clock.
public struct ClockAdvanced: Fact {
  /// The name in the schema.
  public static let name: StaticString = "ClockAdvanced"
  /// By how much in all, since the realm was made.
  public let milliseconds: UInt64

  /// Makes it of its fields.
  public init(milliseconds: UInt64) {
    self.milliseconds = milliseconds
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      milliseconds: c.number(1, "milliseconds", m?.milliseconds))
  }
}

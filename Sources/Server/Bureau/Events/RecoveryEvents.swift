public import Protocol

/// The last serial of a month of which the number is used or may be.
public struct SerialSkip: Message {
  /// The name in the schema.
  public static let name: StaticString = "SerialSkip"
  /// The month of issue.
  public let month: Period
  /// The last serial that is not issued any more.
  public let last: UInt32

  /// Makes it of its fields.
  public init(month: Period, last: UInt32) {
    self.month = month
    self.last = last
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      month: c.value(1, "month", m?.month),
      last: c.number32(2, "last", m?.last))
  }
}

/// A realm was restored from a backup: what its partners did since is not known.
public struct RecoveryBegun: Fact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "RecoveryBegun"
  /// Up to when the backup knows, real time.
  public let since: Timestamp
  /// When it was restored, real time.
  public let restored: Timestamp
  /// Serials that the lost days may have used.
  public let serials: [SerialSkip]

  /// Makes it of its fields.
  public init(since: Timestamp, restored: Timestamp, serials: [SerialSkip]) {
    self.since = since
    self.restored = restored
    self.serials = serials
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      since: c.value(1, "since", m?.since),
      restored: c.value(2, "restored", m?.restored),
      serials: c.list(3, "serials", m?.serials, max: 16))
  }
}

/// An officer ended a recovery, knowing what is still open.
public struct RecoveryEnded: Fact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "RecoveryEnded"
  /// The officer.
  public let officer: String
  /// How many debits had no known outcome.
  public let open: UInt64
  /// The first of them, by number.
  public let first: [TicketNumber]

  /// The most bytes of ``officer``.
  public static let officerBytesMax = 64
  /// The most that ``first`` names.
  public static let firstMax = 4_096

  /// Makes it of its fields.
  public init(officer: String, open: UInt64, first: [TicketNumber]) {
    self.officer = officer
    self.open = open
    self.first = first
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      officer: c.text(1, "officer", m?.officer, max: officerBytesMax),
      open: c.number(2, "open", m?.open),
      first: c.values(3, "first", m?.first, max: firstMax))
  }
}

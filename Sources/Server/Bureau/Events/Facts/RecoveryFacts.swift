package import Protocol

/// The last serial of a month of which the number is used or may be.
package struct SerialSkip: Message {
  package static let name: StaticString = "SerialSkip"
  /// The month of issue.
  package let month: Period
  /// The last serial that is not issued any more.
  package let last: UInt32

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      month: c.value(1, "month", m?.month),
      last: c.number32(2, "last", m?.last))
  }
}

/// A realm was restored from a backup: what its partners did since is not known.
package struct RecoveryBegun: Fact, QuietFact {
  package static let name: StaticString = "RecoveryBegun"
  /// Up to when the backup knows, real time.
  package let since: Timestamp
  /// When it was restored, real time.
  package let restored: Timestamp
  /// Serials that the lost days may have used.
  package let serials: [SerialSkip]

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      since: c.value(1, "since", m?.since),
      restored: c.value(2, "restored", m?.restored),
      serials: c.list(3, "serials", m?.serials, max: 16))
  }
}

/// An officer ended a recovery, knowing what is still open.
package struct RecoveryEnded: Fact, QuietFact {
  package static let name: StaticString = "RecoveryEnded"
  package let officer: String
  /// How many debits had no known outcome.
  package let open: UInt64
  /// The first of them, by number.
  package let first: [TicketNumber]

  /// The most bytes of ``officer``.
  package static let officerBytesMax = 64
  /// The most that ``first`` names.
  package static let firstMax = 4_096

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      officer: c.text(1, "officer", m?.officer, max: officerBytesMax),
      open: c.number(2, "open", m?.open),
      first: c.values(3, "first", m?.first, max: firstMax))
  }
}

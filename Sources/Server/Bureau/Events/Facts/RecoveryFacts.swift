package import Protocol

/// The serials of one month that a restored realm must not issue.
package struct SerialSkip: Message {
  package static let name: StaticString = "SerialSkip"
  /// The month of issue.
  package let month: Period
  /// The last serial that may have been used; the next number has a higher one.
  package let last: UInt32

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      month: c.value(1, "month", m?.month),
      last: c.number32(2, "last", m?.last))
  }
}

/// The realm was restored from a backup: its partners' reports since then are lost.
package struct RecoveryBegun: Fact, QuietFact {
  package static let name: StaticString = "RecoveryBegun"
  /// Real time of the backup's last operation.
  package let since: Timestamp
  /// Real time of the restore.
  package let restored: Timestamp
  /// Serials that may have been used since the backup, by month.
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

/// An officer ended a recovery, having seen the debits without a known outcome.
package struct RecoveryEnded: Fact, QuietFact {
  package static let name: StaticString = "RecoveryEnded"
  package let officer: String
  /// The number of debits without a known outcome.
  package let open: UInt64
  /// The first of those debits, ascending by number.
  package let first: [TicketNumber]

  /// The most bytes of ``officer``.
  package static let officerBytesMax = 64
  /// The most numbers in ``first``.
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

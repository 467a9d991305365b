package import Bureau
package import Store

/// Why the books did not do what was asked.
package enum LedgerFailure: Error, Sendable, Equatable {
  /// SQLite or the disk.
  case store(StoreFailure)
  case journal(JournalFailure)
  /// A row of the books holds what no program wrote; names the table.
  case unreadable(table: String)
  /// The bookkeeper has stopped: a defect was found.
  case stopped(Alarm)
  /// The rows given do not follow the mark.
  case gap(mark: UInt64, given: UInt64)
  /// The journal lost rows: only `restore` helps; keep the books aside.
  case booksAhead(books: UInt64, journal: UInt64)
  /// The books were made from another history up to this operation: `rebuild`.
  case otherHistory(sequence: UInt64)
  /// The books have another shape: `rebuild`.
  case otherShape(found: Int32)
  /// The clock is more than 5 minutes behind the last operation.
  case clockBehind(milliseconds: Int64)
}

/// Runs something of Store's and tells its failure in the ledger's words.
func stored<Outcome>(
  _ body: () throws(StoreFailure) -> Outcome
) throws(LedgerFailure) -> Outcome {
  do throws(StoreFailure) { return try body() } catch { throw .store(error) }
}

/// Runs something of the journal's and tells its failure in the ledger's words.
func journaled<Outcome>(
  _ body: () throws(JournalFailure) -> Outcome
) throws(LedgerFailure) -> Outcome {
  do throws(JournalFailure) { return try body() } catch { throw .journal(error) }
}

package import Bureau
package import Store

/// A failure of the books, or of the journal that they are made from.
package enum LedgerFailure: Error, Sendable, Equatable {
  /// SQLite or the disk failed.
  case store(StoreFailure)
  /// The journal failed.
  case journal(JournalFailure)
  /// A row of this table holds a value that this program cannot have written: the file is damaged.
  case unreadable(table: String)
  /// The bookkeeper has stopped at an operation that it cannot take: a defect.
  case stopped(Alarm)
  /// The operations given do not follow the books' mark.
  case gap(mark: UInt64, given: UInt64)
  /// The journal lost operations that the books have. Only `restore` helps; keep the books aside.
  case booksAhead(books: UInt64, journal: UInt64)
  /// The books were made from another history: their hash of this operation is not the journal's.
  /// `rebuild`.
  case otherHistory(sequence: UInt64)
  /// The books have another shape, of this number: `rebuild`.
  case otherShape(found: Int32)
  /// The wall clock is so far behind the last operation: more than
  /// `StartCheck.behindMillisecondsMax`.
  case clockBehind(milliseconds: Int64)
}

/// Calls Store; a failure becomes `LedgerFailure.store`.
func stored<Outcome>(
  _ body: () throws(StoreFailure) -> Outcome
) throws(LedgerFailure) -> Outcome {
  do throws(StoreFailure) { return try body() } catch { throw .store(error) }
}

/// Calls the journal; a failure becomes `LedgerFailure.journal`.
func journaled<Outcome>(
  _ body: () throws(JournalFailure) -> Outcome
) throws(LedgerFailure) -> Outcome {
  do throws(JournalFailure) { return try body() } catch { throw .journal(error) }
}

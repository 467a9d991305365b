internal import Bureau
package import Protocol

/// The checks of a start, before any state is loaded.
package enum StartCheck {
  /// The most that the wall clock may be behind the last operation, in milliseconds: 5 minutes.
  package static let behindMillisecondsMax: Int64 = 300_000

  /// Checks that the books belong to the journal, verifies the chain from the books' mark to the
  /// journal's end, and brings the books there. Creates the books if they are missing.
  ///
  /// - Parameters:
  ///   - journal: an open journal, which the server has claimed before.
  ///   - path: the path of the books.
  ///   - now: the wall clock; nil, for a command that does not serve: it is not checked.
  ///   - isStopped: asked before each transaction; true ends the call with books that lag.
  /// - Returns: the bookkeeper of these books, for the caller's further use.
  /// - Throws: `.booksAhead`: restore, and keep the books aside. `.otherHistory`, `.otherShape`:
  ///   rebuild. `.clockBehind`: set the clock. `.journal(.corrupt)`: the chain is broken.
  ///   `.stopped`: a defect. `.unreadable`: rebuild. `.store`: the disk.
  package static func run(
    _ journal: SQLiteJournal, books path: String, now: Timestamp?,
    isStopped: () -> Bool = { false }
  ) throws(LedgerFailure) -> Bookkeeper {
    let database = try Books.write(path)
    try check(journal, try Books.mark(database))
    if let now { try check(journal, now) }
    let bookkeeper = try Bookkeeper(database)
    try bookkeeper.catchUp(journal, isStopped: isStopped)
    return bookkeeper
  }

  /// Checks that the mark is an operation of the journal and that the chain after it is whole.
  static func check(_ journal: SQLiteJournal, _ mark: Mark) throws(LedgerFailure) {
    let end = try journaled { () throws(JournalFailure) in try journal.end() }
    guard end.sequence >= mark.sequence else {
      throw .booksAhead(books: mark.sequence, journal: end.sequence)
    }
    let hash = try journaled { () throws(JournalFailure) in
      try journal.hash(at: mark.sequence)
    }
    guard hash == mark.hash else { throw .otherHistory(sequence: mark.sequence) }
    _ = try journaled { () throws(JournalFailure) in
      try journal.verifyChain(from: mark.sequence, hash: mark.hash)
    }
  }

  private static func check(_ journal: SQLiteJournal, _ now: Timestamp) throws(LedgerFailure) {
    let last = try journaled { () throws(JournalFailure) in
      try journal.entry(at: journal.end().sequence)
    }
    guard let last else { return }
    let behind = last.at.milliseconds(since: now)
    guard behind <= behindMillisecondsMax else { throw .clockBehind(milliseconds: behind) }
  }
}

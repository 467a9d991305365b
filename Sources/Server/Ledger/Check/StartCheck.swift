internal import Bureau
package import Protocol

/// What a start checks before anything is loaded.
package enum StartCheck {
  /// How far the wall clock may be behind the last operation, in milliseconds: 5 minutes.
  package static let behindMillisecondsMax: Int64 = 300_000

  /// Checks that the books belong to the journal, proves the chain from the books' mark to the end,
  /// and brings the books there. Makes books where there are none.
  ///
  /// - Parameters:
  ///   - journal: opened, and by the server claimed.
  ///   - path: where the books are.
  ///   - now: the wall clock; nil where nothing will be served.
  ///   - isStopped: asked between stretches; then the books may lag.
  /// - Returns: the bookkeeper, to go on with.
  /// - Throws: `.booksAhead`: restore, and keep the books aside. `.otherHistory`, `.otherShape`:
  ///   rebuild. `.clockBehind`: set the clock. `.journal(.corrupt)`: the chain is broken.
  ///   `.stopped`, `.store`.
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

  /// Whether the mark is a row of the journal, and the chain behind it whole.
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
      try journal.row(at: journal.end().sequence)
    }
    guard let last else { return }
    let behind = last.at.milliseconds(since: now)
    guard behind <= behindMillisecondsMax else { throw .clockBehind(milliseconds: behind) }
  }
}

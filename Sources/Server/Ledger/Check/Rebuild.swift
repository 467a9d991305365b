package import Store

/// Makes new books from the whole journal (invariant 15), also when their shape changes. For a
/// stopped server.
package enum Rebuild {
  /// The suffix of the new books' file name, beside the old file.
  package static let suffix = ".new"

  /// Makes books of the whole journal at `path`, or finishes those that an interrupted call began.
  /// At the end the file is complete without its write-ahead log, unless `isStopped` ended it
  /// early.
  ///
  /// - Throws: as ``StartCheck/run(_:books:now:isStopped:)``.
  @discardableResult
  package static func make(
    from journal: SQLiteJournal, at path: String, isStopped: () -> Bool = { false }
  ) throws(LedgerFailure) -> Mark {
    let bookkeeper = try StartCheck.run(journal, books: path, now: nil, isStopped: isStopped)
    try bookkeeper.truncateLog()
    return bookkeeper.mark
  }

  /// Replaces the old books by the new ones, durably. Both write-ahead logs are removed before, so
  /// that the old one cannot be taken for the new file's.
  ///
  /// - Throws: `.store`, with `.busy` where another program has either file open; nothing is
  ///   replaced then.
  package static func swap(_ name: String, in folder: DataFolder) throws(LedgerFailure) {
    for name in [name, name + suffix] { try makeStandAlone(folder.path(of: name)) }
    try stored { () throws(StoreFailure) in try folder.rename(name + suffix, to: name) }
  }

  private static func makeStandAlone(_ path: String) throws(LedgerFailure) {
    try stored { () throws(StoreFailure) in
      let database = try Database.open(path: path, mode: .readWriteCreate)
      try database.standAlone()
    }
  }
}

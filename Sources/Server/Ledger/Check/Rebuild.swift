internal import Bureau
package import Store

/// Makes the books anew from the journal (invariant 15): a test, a tool, and the way to change the
/// books' shape. For a stopped server.
package enum Rebuild {
  /// The end of the name of the file that is made beside the old one.
  package static let suffix = ".new"

  /// Makes books of the whole journal at `path`, or finishes those that an earlier call began; at
  /// the end the file holds all by itself.
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

  /// Puts the new books in the place of the old, durably. The old log goes first, so that neither
  /// it nor what another program remembers of it is taken for the new file's.
  ///
  /// - Throws: `.store(.busy)` where another program has either open: then nothing is swapped;
  ///   `.store`.
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

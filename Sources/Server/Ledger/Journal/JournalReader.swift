internal import Bureau
internal import Store

/// One read-only connection with its statements. Used under a lock of `SQLiteJournal`, or by one
/// thread.
final class JournalReader {
  let end: OperationEnd
  private let database: Database
  private let select: OperationSelect

  init(_ path: String, _ settings: JournalSettings) throws(StoreFailure) {
    database = try JournalFile.read(path, settings)
    end = try OperationEnd(database)
    select = try OperationSelect(database)
  }

  /// Returns the epoch of the last claim, and whether the file is a backup.
  func claim() throws(JournalFailure) -> (epoch: Int64, isBackup: Bool) {
    try storedInJournal { () throws(StoreFailure) in
      let epoch = try database.number("SELECT epoch FROM claim WHERE id = 1")
      return (epoch ?? 0, try database.number("SELECT is_backup FROM claim WHERE id = 1") == 1)
    }
  }

  /// Returns operations in one short read, so that the write-ahead log can be restarted after it:
  /// at most `limit`, and about ``SQLiteJournal/readBytesMax``.
  func entries(after sequence: UInt64, limit: Int) throws(JournalFailure) -> [HashedEntry] {
    var entries: [HashedEntry] = []
    var size = 0
    try select.run(after: sequence, limit: limit) { entry in
      entries.append(entry)
      size += entry.size
      return size < SQLiteJournal.readBytesMax
    }
    return entries
  }
}

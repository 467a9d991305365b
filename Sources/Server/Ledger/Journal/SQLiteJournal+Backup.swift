package import Bureau
internal import Protocol
internal import Store

extension SQLiteJournal {
  /// Appends the operations that the backup at `path` lacks, verifying the chain from its last one
  /// on; creates the file, marked as a backup, if it is missing. The journal may be read and
  /// written meanwhile.
  ///
  /// After a failure the backup is a shorter but valid one: call again. At the end the file is
  /// complete without its write-ahead log.
  ///
  /// - Returns: the backup's last operation, with the epoch that it carries.
  /// - Throws: `.malformed` for a file that is not a backup; `.behind` for one with more operations
  ///   than this journal; `.corrupt` for one with another history or a broken chain; `.diskFull`,
  ///   `.io`.
  package func backup(to path: String) throws(JournalFailure) -> Head {
    let source = try storedInJournal { () throws(StoreFailure) in
      try JournalReader(self.path, settings)
    }
    let target = try BackupTarget(path, JournalSettings(vfs: settings.vfs))
    let last = try target.end.read()
    let epoch = try source.claim().epoch
    let head = try Self.follow(source, from: last.sequence, hash: last.hash, to: nil) {
      (entries) throws(JournalFailure) in try target.append(entries)
    }
    try target.finish(epoch: epoch)
    return Head(epoch: UInt64(clamping: epoch), sequence: head.sequence, hash: head.hash)
  }
}

/// The writing side of a backup.
private final class BackupTarget {
  let end: OperationEnd
  private let database: Database
  private var insert: OperationInsert

  init(_ path: String, _ settings: JournalSettings) throws(JournalFailure) {
    do throws(StoreFailure) {
      database = try JournalFile.write(path, settings)
      end = try OperationEnd(database)
      insert = try OperationInsert(database)
    } catch { throw JournalFailure(error) }
    try mark()
  }

  /// Marks a new file as a backup; refuses a used one that is not marked.
  private func mark() throws(JournalFailure) {
    let isNew = try storedInJournal { () throws(StoreFailure) in
      try database.execute(
        """
        UPDATE claim SET is_backup = 1
        WHERE id = 1 AND epoch = 0 AND NOT EXISTS (SELECT 1 FROM operation)
        """)
      return try database.number("SELECT is_backup FROM claim WHERE id = 1") == 1
    }
    guard isNew else { throw .malformed("the file to back up to is a journal in use") }
  }

  func append(_ entries: [HashedEntry]) throws(JournalFailure) {
    try storedInJournal { () throws(StoreFailure) in
      try database.transaction { () throws(StoreFailure) in
        for hashed in entries { try insert.run(hashed.entry, hash: hashed.hash) }
      }
    }
  }

  func finish(epoch: Int64) throws(JournalFailure) {
    try storedInJournal { () throws(StoreFailure) in
      try database.execute("UPDATE claim SET epoch = \(epoch) WHERE id = 1")
      try database.checkpoint(.truncate)
    }
  }
}

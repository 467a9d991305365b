internal import CSQLite

extension Database {
  /// How a checkpoint treats readers (sqlite.org/c3ref/wal_checkpoint_v2.html).
  public enum CheckpointMode: Sendable {
    /// Copies the pages that no reader needs; never waits.
    case passive
    /// Copies every page and truncates the write-ahead log to zero bytes; `.busy` while a reader
    /// needs the log.
    case truncate
  }

  /// The result of a checkpoint, in pages. Equal numbers: every page was copied.
  public struct Checkpoint: Sendable, Equatable {
    /// Pages in the write-ahead log.
    public let log: Int
    /// Pages of the write-ahead log that are in the database file now.
    public let done: Int
  }

  /// Copies the write-ahead log into the database file. Only for the file's one writing connection.
  ///
  /// - Throws: `.busy` for a truncate that a reader or writer holds up; `.io` or `.diskFull` from
  ///   the disk, after which this connection must not be used.
  @discardableResult
  public func checkpoint(_ mode: CheckpointMode) throws(StoreFailure) -> Checkpoint {
    var log: Int32 = 0
    var done: Int32 = 0
    let mode = mode == .passive ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE
    try check(unsafe sqlite3_wal_checkpoint_v2(handle, nil, mode, &log, &done))
    return Checkpoint(log: Int(log), done: Int(done))
  }

  /// Copies the write-ahead log into the database file and removes it, so that the file is
  /// complete alone and may be moved. The next writing connection creates a log again.
  ///
  /// - Throws: `.busy` where another connection, of this process or another, is open;
  ///   `.io` or `.diskFull` from the disk.
  public func standAlone() throws(StoreFailure) {
    let mode = try text("PRAGMA journal_mode = DELETE")
    guard mode == "delete" else {
      throw StoreFailure(
        kind: .busy, code: SQLITE_BUSY, extended: SQLITE_BUSY, message: "the log is in use")
    }
  }

  /// Pages in the write-ahead log after this connection's last commit; 0 before its first.
  public var pagesInLog: Int { Int(unsafe logPages.pointee) }

  /// Extends the write-ahead log to `pages` pages, so that commits overwrite it instead of growing
  /// the file (measured: 158 µs a commit against 366). Only right after a truncating checkpoint:
  /// zeros are no log header, so SQLite reads an empty log.
  ///
  /// - Throws: `.diskFull` or `.io`; `.misuse` when the log holds something.
  public func growLog(pages: Int) throws(StoreFailure) {
    let name = path + "-wal"
    let log = try DataFile(name)
    guard try log.size() == 0 else {
      throw StoreFailure(
        kind: .misuse, code: SQLITE_MISUSE, extended: SQLITE_MISUSE,
        message: "the log can only be grown while it is empty")
    }
    // A frame is a header of 24 bytes and a page; the file has a header of 32.
    let pageSize = Int(try number("PRAGMA page_size") ?? 4_096)
    try log.fill(bytes: 32 + pages * (24 + pageSize))
    try log.sync()
  }
}

internal import CSQLite

extension Database {
  /// How hard a checkpoint tries (sqlite.org/c3ref/wal_checkpoint_v2.html).
  public enum CheckpointMode: Sendable {
    /// Copies what no reader holds, waits for no one.
    case passive
    /// Waits for readers, copies all and cuts the log to nothing.
    case truncate
  }

  /// What a checkpoint found and did, in pages; equal numbers mean that all was copied.
  public struct Checkpoint: Sendable, Equatable {
    /// Pages in the log.
    public let log: Int
    /// Pages of them that are in the database file.
    public let done: Int
  }

  /// Copies the log into the database file. For the file's one writing connection only.
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

  /// Moves the log into the database file and gives it up, so that the file stands by itself and
  /// may be moved; its next writing connection has a log again.
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

  /// Pages in the log after the last commit of this connection, 0 before the first.
  public var pagesInLog: Int { Int(unsafe logPages.pointee) }

  /// Makes the log as long as it will get, so that commits overwrite instead of growing the file
  /// (measured: 158 µs a commit against 366). Only right after a truncating checkpoint: the zeros
  /// are no log header, so SQLite reads an empty log.
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

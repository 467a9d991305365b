internal import CSQLite

/// One connection to one SQLite file. Used by one thread at a time: it is not `Sendable`; share it
/// in an ``Exclusive``.
///
/// SQLite 3.7.0–3.51.2 has the WAL-reset defect, which needs two connections that write or
/// checkpoint. So each file has **one** writing connection, which alone checkpoints, and only on
/// request; every other connection is read-only. Closing never checkpoints, because SQLite ignores
/// an error of that checkpoint. The write-ahead log is the file `path-wal`.
@safe public final class Database {
  /// The access that a connection has.
  public enum Mode: Sendable, Equatable {
    /// Reads and writes in WAL mode; creates the file if it is missing.
    case readWriteCreate
    /// Reads only.
    case readOnly
  }

  /// How far a commit waits for the disk (sqlite.org/pragma.html#pragma_synchronous).
  public enum Synchronous: Int, Sendable {
    /// A power cut may lose the last commits, but does not damage the file.
    case normal = 1
    /// A commit is on the disk when COMMIT returns.
    case full = 2
  }

  /// The longest text, blob or row, in bytes: above the largest document, far below SQLite's 10^9.
  public static let longestValue: Int32 = 16 << 20

  /// The path of the database file.
  public let path: String
  /// The access that the connection was opened with.
  public let mode: Mode

  let handle: OpaquePointer
  /// Pages in the write-ahead log after this connection's last commit; written by SQLite's WAL
  /// hook, so on the heap.
  let logPages: UnsafeMutablePointer<Int32>
  var transactionStatements: [Statement?] = Array(
    repeating: nil, count: TransactionStatement.allCases.count)

  private init(handle: OpaquePointer, path: String, mode: Mode) {
    unsafe self.handle = unsafe handle
    self.path = path
    self.mode = mode
    unsafe logPages = .allocate(capacity: 1)
    unsafe logPages.initialize(to: 0)
  }

  deinit {
    // sqlite3_close_v2 keeps the handle until its last statement is finalized. The hook goes first:
    // such a statement could still call it, and its counter is freed here.
    unsafe sqlite3_wal_hook(handle, nil, nil)
    unsafe sqlite3_close_v2(handle)
    unsafe logPages.deallocate()
  }

  /// Opens a connection and configures it: WAL, no automatic checkpoint, foreign keys, no trust in
  /// the file's schema (sqlite.org/security.html).
  ///
  /// - Throws: `.cannotOpen` where the file cannot be opened or stays out of WAL mode; `.corrupt`
  ///   for a file that is no database; `.busy`, `.io`, `.diskFull`.
  public static func open(
    path: String, mode: Mode, settings: DatabaseSettings = DatabaseSettings()
  ) throws(StoreFailure) -> Database {
    try SQLiteLibrary.prepare()
    var handle: OpaquePointer?
    let flags =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
      | (mode == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    let result = unsafe sqlite3_open_v2(path, &handle, flags, settings.vfs)
    guard result == SQLITE_OK, let opened = unsafe handle else {
      let failure = unsafe StoreFailure(database: handle, result: result)
      unsafe sqlite3_close_v2(handle)
      throw failure
    }
    let database = unsafe Database(handle: opened, path: path, mode: mode)
    try database.configure(settings)
    return database
  }

  private func configure(_ settings: DatabaseSettings) throws(StoreFailure) {
    unsafe sqlite3_busy_timeout(handle, settings.busyTimeout)
    unsafe sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Self.longestValue)
    for (option, value) in [
      (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1), (SQLITE_DBCONFIG_DEFENSIVE, 1),
      (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_DQS_DDL, 0),
      (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
    ] as [(Int32, Int32)] {
      try check(unsafe shebao_db_config(handle, option, value))
    }
    try execute("PRAGMA cache_size = \(settings.cachePages); PRAGMA cell_size_check = ON")
    guard mode == .readWriteCreate else { return }
    let journal = try text("PRAGMA journal_mode = WAL")
    guard journal == "wal" else {
      throw StoreFailure(
        kind: .cannotOpen, code: SQLITE_CANTOPEN, extended: SQLITE_CANTOPEN,
        message: "the file cannot be kept in WAL mode, it stays in mode \(journal ?? "none")")
    }
    try execute("PRAGMA synchronous = \(settings.synchronous.rawValue)")
    countPages()
  }

  /// Sets the WAL hook, which replaces SQLite's automatic checkpoint, to count the pages in the
  /// write-ahead log.
  private func countPages() {
    unsafe sqlite3_wal_hook(
      handle,
      { context, _, _, pages in
        unsafe context?.assumingMemoryBound(to: Int32.self).pointee = pages
        return SQLITE_OK
      }, logPages)
  }

  func check(_ result: Int32) throws(StoreFailure) {
    guard result == SQLITE_OK else {
      throw unsafe StoreFailure(database: handle, result: result)
    }
  }

  /// Runs a script of any number of statements without parameters and without results.
  ///
  /// - Throws: the failure of the first statement that fails; those before it stay done.
  public func execute(_ sql: String) throws(StoreFailure) {
    try check(unsafe sqlite3_exec(handle, sql, nil, nil, nil))
  }

  /// Compiles one statement, for the caller to keep and reuse.
  ///
  /// - Throws: `.misuse` when the text holds no statement, or more than one; `.other` for SQL that
  ///   does not compile.
  public func prepare(_ sql: String) throws(StoreFailure) -> Statement {
    var statement: OpaquePointer?
    var isWhole = true
    var text = sql
    let result = text.withUTF8 { utf8 in
      unsafe utf8.withMemoryRebound(to: CChar.self) { bytes in
        var tail: UnsafePointer<CChar>?
        let result = unsafe sqlite3_prepare_v3(
          handle, bytes.baseAddress, Int32(clamping: bytes.count),
          UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &tail)
        if let end = unsafe bytes.baseAddress.map({ unsafe $0 + bytes.count }) {
          isWhole = unsafe tail.map { unsafe $0 == end } ?? true
        }
        return result
      }
    }
    try check(result)
    guard isWhole, let compiled = unsafe statement else {
      unsafe sqlite3_finalize(statement)
      throw StoreFailure(
        kind: .misuse, code: SQLITE_MISUSE, extended: SQLITE_MISUSE,
        message: "prepare takes exactly one statement")
    }
    return unsafe Statement(handle: compiled)
  }

  /// Runs a query and returns the first column of its only row as a number; nil for no row or NULL.
  ///
  /// - Throws: any failure of compiling or running it.
  public func number(_ sql: String) throws(StoreFailure) -> Int64? {
    try single(sql) { $0.int64(0) }
  }

  /// Runs a query and returns the first column of its only row as text; nil for no row or NULL.
  ///
  /// - Throws: any failure of compiling or running it.
  public func text(_ sql: String) throws(StoreFailure) -> String? {
    try single(sql) { $0.text(0) }
  }

  private func single<Value>(
    _ sql: String, _ read: (Statement) -> Value
  ) throws(StoreFailure) -> Value? {
    let statement = try prepare(sql)
    var value: Value?
    // Steps to the end: a pragma that writes commits in its last step, which can fail.
    while try statement.step() { value = statement.isNull(0) ? nil : read(statement) }
    return value
  }

  /// The number of rows that the last INSERT, UPDATE or DELETE changed.
  public var changes: Int64 { unsafe sqlite3_changes64(handle) }

  /// Runs `PRAGMA integrity_check` and returns its findings, at most 100 lines; empty for a sound
  /// file.
  ///
  /// - Throws: `.corrupt` where the damage ends the check itself; `.io`.
  public func integrityCheck() throws(StoreFailure) -> [String] {
    let statement = try prepare("PRAGMA integrity_check(100)")
    var lines: [String] = []
    while try statement.step() { lines.append(statement.text(0)) }
    return lines == ["ok"] ? [] : lines
  }
}

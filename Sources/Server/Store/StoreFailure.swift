internal import CSQLite
internal import Glibc

/// A failure of SQLite or of the file system. Its text never contains a stored value: SQL is static
/// text with bound values, and SQLite names constraints and columns only.
public struct StoreFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// The failures that callers treat differently.
  public enum Kind: Sendable, Equatable {
    /// No free space: SQLITE_FULL, ENOSPC, EDQUOT or EFBIG. Nothing of the transaction is kept.
    case diskFull
    /// The disk or a system call failed. On a writing connection nothing may be retried after it:
    /// the page cache may regard a page as clean that never reached the disk.
    case io
    /// The file is damaged, or is not a database.
    case corrupt
    /// Another connection has the lock, for longer than the busy time-out.
    case busy
    /// A constraint refused the row. The message ends with its name: of a CHECK the one in the
    /// shape, of a UNIQUE or NOT NULL its columns as `table.column`.
    case constraint
    /// The connection or the file is read-only.
    case readOnly
    /// The file or folder could not be opened.
    case cannotOpen
    /// Another process has locked the data folder.
    case taken
    /// The file has another shape (`code` is its number) or another `application_id`.
    case shape
    /// A value is longer than the connection's limit.
    case tooLong
    /// A call that the API does not allow: a defect of the caller.
    case misuse
    /// Any other SQLite result; see `code`.
    case other
  }

  /// The kind, by which a caller decides.
  public let kind: Kind
  /// SQLite's primary result code (sqlite.org/rescode.html), or `errno` for a system call.
  public let code: Int32
  /// SQLite's extended result code; equal to `code` for a system call.
  public let extended: Int32
  /// The text of SQLite or the system, with the call that failed.
  public let message: String

  /// A failure that is detected here, not by SQLite.
  public init(kind: Kind, code: Int32, extended: Int32, message: String) {
    self.kind = kind
    self.code = code
    self.extended = extended
    self.message = message
  }

  /// The failure of a system call, by its `errno`.
  init(call: String, error: Int32) {
    let kind: Kind =
      switch error {
      case ENOSPC, EDQUOT, EFBIG: .diskFull
      case ENOENT, EACCES, EPERM, ENOTDIR, EISDIR, ELOOP: .cannotOpen
      case EROFS: .readOnly
      default: .io
      }
    let text = unsafe String(cString: strerror(error))
    self.init(kind: kind, code: error, extended: error, message: "\(call): \(text)")
  }

  /// The failure of a connection's last call.
  init(database: OpaquePointer?, result: Int32) {
    let primary = result & 0xff
    let system = unsafe database.map { unsafe sqlite3_system_errno($0) } ?? 0
    let text = unsafe String(cString: sqlite3_errmsg(database))
    self.init(
      kind: Self.kind(primary, system), code: primary, extended: result, message: text)
  }

  private static func kind(_ primary: Int32, _ system: Int32) -> Kind {
    switch primary {
    case SQLITE_FULL: .diskFull
    case SQLITE_IOERR: system == ENOSPC || system == EDQUOT || system == EFBIG ? .diskFull : .io
    case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH: .constraint
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly
    case SQLITE_CANTOPEN: .cannotOpen
    case SQLITE_TOOBIG: .tooLong
    case SQLITE_MISUSE, SQLITE_RANGE: .misuse
    default: .other
    }
  }

  /// Whether there was no free space.
  public var isDiskFull: Bool { kind == .diskFull }

  /// The message, the kind and the extended code, for the server's log.
  public var description: String { "\(message) (\(kind), \(extended))" }
}

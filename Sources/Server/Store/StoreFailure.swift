internal import CSQLite
internal import Glibc

/// Why storage did not do what was asked. Its text never holds a stored value: SQL here is static
/// text with bound values, and SQLite names constraints and columns only.
public struct StoreFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// What a caller may want to tell apart.
  public enum Kind: Sendable, Equatable {
    /// No room: SQLITE_FULL, ENOSPC, EDQUOT or EFBIG. Nothing of the transaction is kept.
    case diskFull
    /// The disk or the system failed. After it on a writing connection nothing may be retried:
    /// the page cache may call a page clean that never reached the disk.
    case io
    /// The file is damaged, or is no database.
    case corrupt
    /// Another connection holds the lock that was needed, for longer than the busy time-out.
    case busy
    /// A constraint refused the row. The message ends with its name: a CHECK's is what the shape
    /// calls it, that of a UNIQUE or NOT NULL its columns as `table.column`.
    case constraint
    /// The connection or the file may only be read.
    case readOnly
    /// The file or folder could not be opened.
    case cannotOpen
    /// Another process works in the data folder.
    case taken
    /// The file has another shape (the number found is `code`) or is of another application.
    case shape
    /// A value is longer than the connection's limit.
    case tooLong
    /// A statement was used in a way that it does not allow: a defect of the caller.
    case misuse
    /// Anything else, by its code.
    case other
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// SQLite's primary result code (sqlite.org/rescode.html), or `errno` for a system call.
  public let code: Int32
  /// SQLite's extended result code; equal to `code` for a system call.
  public let extended: Int32
  /// What SQLite or the system said, and during what.
  public let message: String

  /// A failure by its parts.
  public init(kind: Kind, code: Int32, extended: Int32, message: String) {
    self.kind = kind
    self.code = code
    self.extended = extended
    self.message = message
  }

  /// A failed system call.
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

  /// What a connection says of its last call.
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

  /// No room was left.
  public var isDiskFull: Bool { kind == .diskFull }

  /// The message with the code.
  public var description: String { "\(message) (\(kind), \(extended))" }
}

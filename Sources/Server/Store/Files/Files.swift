internal import Glibc
internal import Posix

/// Reads, writes and removes small files as a whole: keys, credentials, the realm's description.
public enum Files {
  /// The largest file that ``read(_:)`` takes, in bytes.
  public static let sizeMax = 1 << 20

  /// Returns a file's bytes.
  ///
  /// - Throws: `.cannotOpen` where it is missing or not readable; `.diskFull` (EFBIG) above
  ///   ``sizeMax``; `.io`.
  public static func read(_ path: String) throws(StoreFailure) -> [UInt8] {
    let file = try StoreFailure.naming("open \(path)") { () throws(Errno) in
      try OpenFile(path, .readOnly)
    }
    let bytes = try StoreFailure.naming("read \(path)") { () throws(Errno) in
      try file.with { file throws(Errno) in try file.readAll(limit: sizeMax) }
    }
    guard let bytes else { throw StoreFailure(call: "read \(path)", error: EFBIG) }
    return bytes
  }

  /// Whether a file or folder exists at a path.
  public static func exists(_ path: String) -> Bool { FileNames.exists(path) }

  /// Writes a file with mode 0600, durably, replacing any before it: new file beside it, fsync,
  /// rename, fsync of the folder. A crash leaves the old file or the new one.
  ///
  /// - Throws: `.cannotOpen` where the folder is missing or not writable; `.diskFull`, `.io`. The
  ///   old file stays then.
  public static func write(_ bytes: [UInt8], to path: String) throws(StoreFailure) {
    let fresh = "\(path).new"
    let file = try StoreFailure.naming("create \(path)") { () throws(Errno) in
      try OpenFile(fresh, [.writeOnly, .create, .truncate], mode: 0o600)
    }
    try file.with { file throws(StoreFailure) in
      try StoreFailure.naming("write \(path)") { () throws(Errno) in try file.write(bytes) }
      try StoreFailure.naming("fsync \(path)") { () throws(Errno) in try file.sync() }
    }
    try StoreFailure.naming("rename \(path)") { () throws(Errno) in
      try FileNames.rename(fresh, to: path)
    }
    try DataFolder.sync(folderOf: path)
  }

  /// Sets umask(2) to 0077: every file and folder that this process creates, SQLite's too, is for
  /// its owner only.
  public static func keepPrivate() { _ = umask(0o077) }

  /// Removes a file. Failures are ignored, also that it does not exist.
  public static func remove(_ path: String) {
    do throws(Errno) { try FileNames.remove(path) } catch { _ = error }
  }
}

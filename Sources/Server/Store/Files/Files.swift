internal import Glibc
internal import Posix

/// Small files that are read and written whole: keys, credentials, the realm's description.
public enum Files {
  /// The largest file read whole.
  public static let sizeMax = 1 << 20

  /// A file's bytes. Throws `StoreFailure` where it cannot be read or is larger than `sizeMax`.
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

  /// Whether something is at a path.
  public static func exists(_ path: String) -> Bool { FileNames.exists(path) }

  /// Writes a file that only its owner may read, in place of any before it, and makes it durable:
  /// a new file beside it, fsync, rename, fsync of the folder.
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

  /// From now on this process makes files and folders that no one but its owner may read, write or
  /// enter (umask(2)), those of SQLite too.
  public static func keepPrivate() { _ = umask(0o077) }

  /// Removes a file; one that is not there is no failure.
  public static func remove(_ path: String) {
    do throws(Errno) { try FileNames.remove(path) } catch { _ = error }
  }
}

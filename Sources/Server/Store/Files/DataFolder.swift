internal import Glibc
internal import Posix

/// A realm's data folder, locked for as long as this object lives.
///
/// The lock is flock(2) on the file `lock` in the folder: it ends with the process, however that
/// ends, so none is left behind.
public final class DataFolder: Sendable {
  /// The name of the lock file in the folder.
  public static let lockName = "lock"

  /// The folder's path, without a slash at its end.
  public let path: String
  private let lock: DataFile

  private init(path: String, lock: consuming DataFile) {
    self.path = path
    self.lock = lock
  }

  /// Unlocks explicitly: closing alone would leave the lock to a child process that another thread
  /// has just forked, until its exec(3).
  deinit { unlock() }

  /// Creates the folder if it is missing, for its owner only (mode 0700), and locks it.
  ///
  /// - Throws: `.taken` when another process, or another object of this one, has the lock;
  ///   `.cannotOpen` for a folder that others may enter or that is not ours; `.diskFull`, `.io`.
  public static func open(_ path: String) throws(StoreFailure) -> DataFolder {
    try make(path)
    let lock = try DataFile("\(path)/\(lockName)", [.readWrite, .create])
    guard try lock.lock() else {
      throw StoreFailure(
        kind: .taken, code: EWOULDBLOCK, extended: EWOULDBLOCK,
        message: "another process works in the data folder \(path)")
    }
    let folder = DataFolder(path: path, lock: lock)
    try folder.sync()
    return folder
  }

  /// Creates a folder for its owner only (mode 0700), durably; an existing one must be such a
  /// folder.
  ///
  /// - Throws: `.cannotOpen` for a folder that others may enter or that is not ours; `.diskFull`,
  ///   `.io`.
  public static func make(_ path: String) throws(StoreFailure) {
    do throws(Errno) { try FileNames.makeFolder(path, mode: 0o700) } catch {
      guard error == .exists else {
        throw StoreFailure(call: "mkdir \(path)", error: error.number)
      }
      return try check(path)
    }
    try sync(folderOf: path)
  }

  private static func check(_ path: String) throws(StoreFailure) {
    let status = try StoreFailure.naming("stat \(path)") { () throws(Errno) in
      try FileStatus(ofPath: path)
    }
    guard status.isFolder, status.mode & 0o077 == 0, status.owner == geteuid() else {
      throw StoreFailure(
        kind: .cannotOpen, code: EACCES, extended: EACCES,
        message: "\(path) must be a folder of this user that no one else may enter (mode 0700)")
    }
  }

  /// Releases the lock before this object's end: for a server that has stopped.
  public func unlock() { lock.unlock() }

  /// Returns the path of a file in the folder.
  public func path(of name: String) -> String { "\(path)/\(name)" }

  /// Makes created, renamed and removed files durable (fsync(2) of the folder).
  ///
  /// - Throws: `.io`.
  public func sync() throws(StoreFailure) { try Self.sync(folder: path) }

  /// Returns the bytes that this user may still write on the folder's file system (statvfs(3)).
  ///
  /// - Throws: `.io` or `.cannotOpen`.
  public func freeBytes() throws(StoreFailure) -> UInt64 {
    try StoreFailure.naming("statvfs") { () throws(Errno) in
      try FileSystem.freeBytes(at: path)
    }
  }

  /// Renames a file in the folder, durably, replacing any file of the new name (rename(2),
  /// fsync(2)).
  ///
  /// - Throws: `.cannotOpen` where the file is missing; `.io`.
  public func rename(_ name: String, to other: String) throws(StoreFailure) {
    try StoreFailure.naming("rename \(name)") { () throws(Errno) in
      try FileNames.rename(path(of: name), to: path(of: other))
    }
    try sync()
  }

  static func sync(folder path: String) throws(StoreFailure) {
    try DataFile(path, [.readOnly, .folder]).sync()
  }

  /// Makes the names in a file's folder durable (fsync(2)).
  static func sync(folderOf path: String) throws(StoreFailure) {
    guard let slash = path.lastIndex(of: "/") else { return try sync(folder: ".") }
    try sync(folder: slash == path.startIndex ? "/" : String(path[..<slash]))
  }
}

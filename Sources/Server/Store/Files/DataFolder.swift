internal import Glibc
internal import Posix

/// The folder that holds a server's data, locked for as long as this object lives.
///
/// The lock is flock(2) on the file `lock` in it: it ends with the process, whatever its end, and
/// is never left behind.
public final class DataFolder: Sendable {
  /// Name of the lock file.
  public static let lockName = "lock"

  /// Where the folder is, without a slash at its end.
  public let path: String
  private let lock: DataFile

  private init(path: String, lock: consuming DataFile) {
    self.path = path
    self.lock = lock
  }

  /// Closing alone would leave the lock to a child that another thread has just forked, until that
  /// child's exec(3).
  deinit { unlock() }

  /// Makes the folder where there is none, for its owner only (mode 0700), and locks it.
  ///
  /// - Throws: `.taken` when another process, or another object of this one, holds the lock;
  ///   `.cannotOpen` for a folder that others may enter or that is not ours.
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

  /// Makes a folder for its owner only (mode 0700), durably; one that exists must be such a folder.
  ///
  /// - Throws: `.cannotOpen` for a folder that others may enter or that is not ours.
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

  /// Lets others work in the folder, before this object's end: a server that has stopped.
  public func unlock() { lock.unlock() }

  /// The path of a file in the folder.
  public func path(of name: String) -> String { "\(path)/\(name)" }

  /// fsync(2) of the folder: after a file was made, renamed or removed in it.
  public func sync() throws(StoreFailure) { try Self.sync(folder: path) }

  /// Bytes that this user may still write on the folder's file system (statvfs(3)).
  public func freeBytes() throws(StoreFailure) -> UInt64 {
    try StoreFailure.naming("statvfs") { () throws(Errno) in
      try FileSystem.freeBytes(at: path)
    }
  }

  /// Gives a file a new name in the folder, over one that has it, durably (rename(2), fsync(2)).
  public func rename(_ name: String, to other: String) throws(StoreFailure) {
    try StoreFailure.naming("rename \(name)") { () throws(Errno) in
      try FileNames.rename(path(of: name), to: path(of: other))
    }
    try sync()
  }

  static func sync(folder path: String) throws(StoreFailure) {
    try DataFile(path, [.readOnly, .folder]).sync()
  }

  /// fsync(2) of the folder that a file is in.
  static func sync(folderOf path: String) throws(StoreFailure) {
    guard let slash = path.lastIndex(of: "/") else { return try sync(folder: ".") }
    try sync(folder: slash == path.startIndex ? "/" : String(path[..<slash]))
  }
}

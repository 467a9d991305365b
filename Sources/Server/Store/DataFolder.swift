internal import Glibc

/// The folder that holds a server's data, locked for as long as this object lives.
///
/// The lock is flock(2) on the file `lock` in it: it ends with the process, whatever its end, and
/// is never left behind.
public final class DataFolder: Sendable {
  /// Name of the lock file.
  public static let lockName = "lock"

  /// Where the folder is, without a slash at its end.
  public let path: String
  private let lock: Int32

  private init(path: String, lock: Int32) {
    self.path = path
    self.lock = lock
  }

  /// Closing alone would leave the lock to a child that another thread has just forked, until that
  /// child's exec(3).
  deinit {
    unlock()
    _ = close(lock)
  }

  /// Makes the folder where there is none, for its owner only (mode 0700), and locks it.
  ///
  /// - Throws: `.taken` when another process, or another object of this one, holds the lock;
  ///   `.cannotOpen` for a folder that others may enter or that is not ours.
  public static func open(_ path: String) throws(StoreFailure) -> DataFolder {
    try make(path)
    let lock = try Descriptor.again("open lock") {
      unsafe Glibc.open("\(path)/\(lockName)", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let error = errno
      _ = close(lock)
      guard error == EWOULDBLOCK else { throw StoreFailure(call: "flock", error: error) }
      throw StoreFailure(
        kind: .taken, code: error, extended: error,
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
    if unsafe mkdir(path, 0o700) == 0 { return try sync(folderOf: path) }
    guard errno == EEXIST else { throw StoreFailure(call: "mkdir \(path)", error: errno) }
    var status = stat()
    try Descriptor.again("stat \(path)") { unsafe stat(path, &status) }
    guard status.st_mode & S_IFMT == S_IFDIR, status.st_mode & 0o077 == 0,
      status.st_uid == geteuid()
    else {
      throw StoreFailure(
        kind: .cannotOpen, code: EACCES, extended: EACCES,
        message: "\(path) must be a folder of this user that no one else may enter (mode 0700)")
    }
  }

  /// Lets others work in the folder, before this object's end: a server that has stopped.
  public func unlock() { _ = flock(lock, LOCK_UN) }

  /// The path of a file in the folder.
  public func path(of name: String) -> String { "\(path)/\(name)" }

  /// fsync(2) of the folder: after a file was made, renamed or removed in it.
  public func sync() throws(StoreFailure) { try Self.sync(folder: path) }

  /// Bytes that this user may still write on the folder's file system (statvfs(3)).
  public func freeBytes() throws(StoreFailure) -> UInt64 {
    var status = statvfs()
    try Descriptor.again("statvfs") { unsafe statvfs(path, &status) }
    let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(
      by: UInt64(status.f_frsize))
    return overflow ? .max : bytes
  }

  /// Gives a file a new name in the folder, over one that has it, durably (rename(2), fsync(2)).
  public func rename(_ name: String, to other: String) throws(StoreFailure) {
    let (from, to) = (path(of: name), path(of: other))
    try Descriptor.again("rename \(name)") { unsafe Glibc.rename(from, to) }
    try sync()
  }

  static func sync(folder path: String) throws(StoreFailure) {
    let descriptor = try Descriptor.open(path, create: false, folder: true)
    try descriptor.sync()
  }

  /// fsync(2) of the folder that a file is in.
  static func sync(folderOf path: String) throws(StoreFailure) {
    guard let slash = path.lastIndex(of: "/") else { return try sync(folder: ".") }
    try sync(folder: slash == path.startIndex ? "/" : String(path[..<slash]))
  }
}

internal import Glibc

/// The type, owner, size and times of a file (stat(2)).
public struct FileStatus: Sendable, Equatable {
  /// S_IFREG: a regular file.
  public let isRegular: Bool
  /// S_IFDIR: a folder.
  public let isFolder: Bool
  /// The user id of the owner.
  public let owner: UInt32
  /// Length in bytes.
  public let size: Int64
  /// Permissions, 0 … 0o7777.
  public let mode: UInt32
  /// Time of the last change of its contents, in seconds since 1970 by the file system's clock.
  public let modified: Int64

  private init(_ status: stat) {
    isRegular = status.st_mode & S_IFMT == S_IFREG
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    owner = status.st_uid
    size = Int64(status.st_size)
    mode = status.st_mode & 0o7777
    modified = Int64(status.st_mtim.tv_sec)
  }

  /// The status of the file at `path`, through symbolic links.
  ///
  /// - Throws: the errno of stat(2).
  public init(ofPath path: String) throws(Errno) {
    var status = stat()
    // Proof: the string and the struct are lent for the call, which fills the struct.
    guard unsafe stat(path, &status) == 0 else { throw Errno.last }
    self.init(status)
  }

  /// The status of an open file (fstat(2)).
  ///
  /// - Throws: the errno of fstat(2).
  public init(of descriptor: FileDescriptor) throws(Errno) {
    var status = stat()
    // Proof: as above.
    guard unsafe fstat(descriptor.number, &status) == 0 else { throw Errno.last }
    self.init(status)
  }
}

/// The file system of a path (statvfs(3)).
public enum FileSystem {
  /// Returns the bytes that this user may still write on the file system of `path`.
  ///
  /// - Throws: the errno of statvfs(3).
  public static func freeBytes(at path: String) throws(Errno) -> UInt64 {
    var status = statvfs()
    // Proof: the string and the struct are lent for the call, which fills the struct.
    try Errno.again { unsafe statvfs(path, &status) }
    let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(
      by: UInt64(status.f_frsize))
    return overflow ? .max : bytes
  }
}

internal import Glibc

/// What a file is (stat(2)).
public struct FileStatus: Sendable, Equatable {
  /// S_IFREG: neither a folder nor a device nor a pipe.
  public let isRegular: Bool
  /// S_IFDIR.
  public let isFolder: Bool
  /// The number of the user whose it is.
  public let owner: UInt32
  /// Its length in bytes.
  public let size: Int64
  /// Permissions, 0 … 0o7777.
  public let mode: UInt32
  /// When its contents were last changed, in seconds since 1970 by the file system's clock.
  public let modified: Int64

  private init(_ status: stat) {
    isRegular = status.st_mode & S_IFMT == S_IFREG
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    owner = status.st_uid
    size = Int64(status.st_size)
    mode = status.st_mode & 0o7777
    modified = Int64(status.st_mtim.tv_sec)
  }

  /// What `path` leads to, through symbolic links.
  public init(ofPath path: String) throws(Errno) {
    var status = stat()
    // Proof: the string and the struct are lent for the call, which fills the struct.
    guard unsafe stat(path, &status) == 0 else { throw Errno.last }
    self.init(status)
  }

  /// What is open (fstat(2)).
  public init(of descriptor: FileDescriptor) throws(Errno) {
    var status = stat()
    // Proof: as above.
    guard unsafe fstat(descriptor.number, &status) == 0 else { throw Errno.last }
    self.init(status)
  }
}

/// What a file lies on (statvfs(3)).
public enum FileSystem {
  /// Bytes that this user may still write on the file system of `path`.
  public static func freeBytes(at path: String) throws(Errno) -> UInt64 {
    var status = statvfs()
    // Proof: the string and the struct are lent for the call, which fills the struct.
    try Errno.again { unsafe statvfs(path, &status) }
    let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(
      by: UInt64(status.f_frsize))
    return overflow ? .max : bytes
  }
}

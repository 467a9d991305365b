internal import Glibc

/// How a file is opened (open(2)). O_CLOEXEC is always among them: no child inherits one.
public struct OpenFlags: OptionSet, Sendable {
  /// The flags' bits.
  public let rawValue: Int32

  /// Takes flags of open(2).
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// O_RDONLY, which is no bit.
  public static let readOnly = OpenFlags(rawValue: O_RDONLY)
  /// O_WRONLY.
  public static let writeOnly = OpenFlags(rawValue: O_WRONLY)
  /// O_RDWR.
  public static let readWrite = OpenFlags(rawValue: O_RDWR)
  /// O_CREAT: made where it is not there.
  public static let create = OpenFlags(rawValue: O_CREAT)
  /// O_EXCL, with `create`: must not be there.
  public static let exclusive = OpenFlags(rawValue: O_EXCL)
  /// O_TRUNC: emptied.
  public static let truncate = OpenFlags(rawValue: O_TRUNC)
  /// O_NOFOLLOW: not through a symbolic link.
  public static let noFollow = OpenFlags(rawValue: O_NOFOLLOW)
  /// O_NOCTTY: a terminal does not become the process's own.
  public static let noControllingTerminal = OpenFlags(rawValue: O_NOCTTY)
  /// O_DIRECTORY: must be a folder.
  public static let folder = OpenFlags(rawValue: O_DIRECTORY)
}

/// A file that this process opened, closed exactly once: at the end of its owner's life.
///
/// Its number is lent for a call only: a number that outlives the file names nothing, or another.
public struct OpenFile: ~Copyable, Sendable {
  private let descriptor: FileDescriptor
  private let isLent: Bool

  /// open(2). Throws why not.
  ///
  /// - Parameter mode: permissions of a file that is made by this, before the umask.
  public init(_ path: String, _ flags: OpenFlags, mode: UInt32 = 0) throws(Errno) {
    // Proof: the string is lent as a C string for the call, and open(2) keeps no pointer.
    let number = try Errno.again { unsafe open(path, flags.rawValue | O_CLOEXEC, mode) }
    descriptor = FileDescriptor(number)
    isLent = false
  }

  /// One of somebody else's, such as standard input, which this does not close.
  public init(lent descriptor: FileDescriptor) {
    self.descriptor = descriptor
    isLent = true
  }

  /// Calls `body` with the number, which is valid until it returns.
  public borrowing func with<Value: ~Copyable, Failure: Error>(
    _ body: (FileDescriptor) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try body(descriptor)
  }

  deinit {
    // Linux frees the number even when close reports an error (close(2)), so nothing to retry.
    if !isLent { close(descriptor.number) }
  }
}

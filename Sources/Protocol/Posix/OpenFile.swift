internal import Glibc

/// The flags of open(2). O_CLOEXEC is always added: no child process inherits a file.
public struct OpenFlags: OptionSet, Sendable {
  /// The flags' bits, as in open(2).
  public let rawValue: Int32

  /// Wraps flags of open(2).
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// O_RDONLY: for reading; its value is 0.
  public static let readOnly = OpenFlags(rawValue: O_RDONLY)
  /// O_WRONLY: for writing.
  public static let writeOnly = OpenFlags(rawValue: O_WRONLY)
  /// O_RDWR: for reading and writing.
  public static let readWrite = OpenFlags(rawValue: O_RDWR)
  /// O_CREAT: make the file if it does not exist.
  public static let create = OpenFlags(rawValue: O_CREAT)
  /// O_EXCL: with `create`, fail if the file exists.
  public static let exclusive = OpenFlags(rawValue: O_EXCL)
  /// O_TRUNC: empty the file.
  public static let truncate = OpenFlags(rawValue: O_TRUNC)
  /// O_NOFOLLOW: fail for a symbolic link.
  public static let noFollow = OpenFlags(rawValue: O_NOFOLLOW)
  /// O_NOCTTY: a terminal does not become the process's controlling terminal.
  public static let noControllingTerminal = OpenFlags(rawValue: O_NOCTTY)
  /// O_DIRECTORY: fail unless it is a folder.
  public static let folder = OpenFlags(rawValue: O_DIRECTORY)
}

/// An open file with one owner, closed exactly once, when the owner ends.
///
/// Its number is lent for one call only: after the close the number may name another file.
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

  /// A file of another owner, such as standard input, which this does not close.
  public init(lent descriptor: FileDescriptor) {
    self.descriptor = descriptor
    isLent = true
  }

  /// Calls `body` with the descriptor, which is valid until it returns.
  ///
  /// - Throws: only what `body` throws.
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

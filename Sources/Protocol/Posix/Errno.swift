internal import Glibc

/// The error number of a failed system call (errno(3)).
public struct Errno: Error, Sendable, Equatable {
  /// The number, as in errno(3).
  public let number: Int32

  /// Wraps a number of errno(3).
  public init(_ number: Int32) { self.number = number }

  /// The error of this thread's last failed call. Read it before any other call.
  static var last: Errno { Errno(errno) }

  /// ENOENT: no such file.
  public static let noSuchFile = Errno(ENOENT)
  /// EEXIST: the file exists.
  public static let exists = Errno(EEXIST)
  /// EINTR: interrupted by a signal.
  public static let interrupted = Errno(EINTR)
  /// EAGAIN: a non-blocking call would block.
  public static let wouldBlock = Errno(EAGAIN)
  /// EINVAL: the file does not support the call.
  public static let invalid = Errno(EINVAL)
  /// EIO: the device failed.
  public static let inputOutput = Errno(EIO)
  /// ENOTSUP: the file or terminal does not support it.
  public static let notSupported = Errno(ENOTSUP)

  /// The C library's text (strerror(3)).
  public var text: String {
    // Proof: the text is valid until this thread calls strerror again, and is copied before that.
    guard let text = unsafe strerror(number) else { return "errno \(number)" }
    return unsafe String(cString: text)
  }

  /// Repeats a call while a signal interrupts it.
  ///
  /// - Throws: the errno of a negative result.
  @discardableResult
  static func again<Result: SignedInteger>(_ call: () -> Result) throws(Errno) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      let failure = Errno.last
      guard failure == .interrupted else { throw failure }
    }
  }
}

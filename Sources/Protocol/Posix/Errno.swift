internal import Glibc

/// Why a call of the system failed: the number that errno(3) names.
public struct Errno: Error, Sendable, Equatable {
  /// The number itself.
  public let number: Int32

  /// Takes a number of errno(3).
  public init(_ number: Int32) { self.number = number }

  /// What the last failed call of this thread left behind. To be read before any other call.
  static var last: Errno { Errno(errno) }

  /// ENOENT: no such file.
  public static let noSuchFile = Errno(ENOENT)
  /// EEXIST: it is there already.
  public static let exists = Errno(EEXIST)
  /// EINTR: a signal came.
  public static let interrupted = Errno(EINTR)
  /// EAGAIN: not now.
  public static let wouldBlock = Errno(EAGAIN)
  /// EINVAL: nothing that can be done with this file.
  public static let invalid = Errno(EINVAL)
  /// EIO: the device failed.
  public static let inputOutput = Errno(EIO)
  /// ENOTSUP: the file or the terminal cannot do it.
  public static let notSupported = Errno(ENOTSUP)

  /// What the C library calls it (strerror(3)).
  public var text: String {
    // Proof: the text is valid until this thread calls strerror again, and is copied before that.
    guard let text = unsafe strerror(number) else { return "errno \(number)" }
    return unsafe String(cString: text)
  }

  /// Calls until no signal interrupts it, and takes a negative result for a failure.
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

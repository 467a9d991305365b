internal import TLS

/// Something for the loop itself; mail for the delegate has a box of its own.
enum ReactorCommand: Sendable {
  case listen(fd: Int32, TLSContext?, onlyUser: UInt32?)
  case drain(graceMs: UInt32)
  case stop
  /// Reading may go on.
  case resume
  /// Only look around: the clock moved, or mail came.
  case look
}

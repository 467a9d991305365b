internal import TLS

/// A command of another thread to a reactor. Mail for the delegate is queued apart.
enum ReactorCommand: Sendable {
  case listen(fd: Int32, TLSContext?, onlyUser: UInt32?)
  case drain(graceMs: UInt32)
  case stop
  /// End the pause in reading.
  case resume
  /// Run one turn: the clock moved, or mail came.
  case look
}

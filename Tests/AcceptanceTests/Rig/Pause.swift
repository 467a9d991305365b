import Transport

/// Pauses of the calling thread.
enum Pause {
  static func sleep(_ milliseconds: UInt64) {
    let end = MonotonicClock.milliseconds() + milliseconds
    _ = Monitor(()).wait(until: end) { _ -> Bool? in nil }
  }
}

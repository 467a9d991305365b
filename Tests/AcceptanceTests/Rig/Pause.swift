import Transport

/// A short rest of the own thread, between two looks.
enum Pause {
  static func sleep(_ milliseconds: UInt64) {
    let end = MonotonicClock.milliseconds() + milliseconds
    _ = Monitor(()).wait(until: end) { _ -> Bool? in nil }
  }
}

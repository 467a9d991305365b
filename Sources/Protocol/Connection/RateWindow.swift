/// A limit on the number of events in a window of time.
struct RateWindow {
  let limit: Int
  let windowMs: UInt64
  private var since: UInt64 = 0
  private var count = 0

  init(limit: Int, windowMs: UInt64) {
    self.limit = limit
    self.windowMs = windowMs
  }

  /// Counts an event; true when it exceeds the limit.
  mutating func exceeds(now: UInt64) -> Bool {
    if now >= since &+ windowMs {
      since = now
      count = 0
    }
    count += 1
    return count > limit
  }
}

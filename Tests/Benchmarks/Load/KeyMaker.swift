import Protocol

/// Makes idempotency keys.
struct KeyMaker {
  private let run = Machine.wallMilliseconds
  private var now = Machine.wallMilliseconds
  private let ahead: UInt64
  private var made: UInt64 = 0

  /// - Parameter ahead: added to the time in the keys, in ms. A key that may be older than the
  ///   server's start costs a lookup in the books.
  init(ahead: UInt64) { self.ahead = ahead }

  mutating func key() -> Id128 {
    made += 1
    if made % 256 == 0 { now = Machine.wallMilliseconds }
    return Id128(millis: now + ahead, randomA: UInt16(run & 0xFFF), randomB: made)
  }
}

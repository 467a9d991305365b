internal import Glibc
internal import Protocol
internal import Transport

/// Real time for the bureau: it runs by the monotonic clock and follows the wall clock by slewing,
/// so that it never goes back and never jumps.
///
/// A wall clock that has stepped by more than five minutes is not followed: the time goes on by the
/// monotonic clock, and an operator is told.
final class BureauClock: Sendable {
  /// A wall clock that is off by more is not followed, in milliseconds.
  static let stepMax: Int64 = 300_000
  /// How far the time may be moved toward the wall in a second, in milliseconds.
  static let slewPerSecond: Int64 = 5

  private struct Reading {
    var real: UInt64
    var monotonic: UInt64
    var stepped: Bool
  }

  private let reading: Lock<Reading>
  private let wall: @Sendable () -> UInt64
  private let monotonic: @Sendable () -> UInt64

  /// Starts at the wall clock, but never before the last operation.
  init(
    notBefore: Timestamp,
    wall: @escaping @Sendable () -> UInt64 = { BureauClock.wallMilliseconds() },
    monotonic: @escaping @Sendable () -> UInt64 = { MonotonicClock.milliseconds() }
  ) {
    self.wall = wall
    self.monotonic = monotonic
    let start = max(wall(), notBefore.milliseconds)
    reading = Lock(Reading(real: start, monotonic: monotonic(), stepped: false))
  }

  /// The wall clock, in milliseconds since 1970 (clock_gettime(2)).
  static func wallMilliseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(max(0, time.tv_sec)) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
  }

  /// The real time now.
  func now() -> Timestamp {
    let tick = monotonic()
    return reading.withLock { reading in
      Timestamp(clamping: reading.real + (tick - min(tick, reading.monotonic)))
    }
  }

  /// The monotonic time at which a real time will be.
  func monotonic(at time: Timestamp) -> UInt64 {
    let ahead = time.milliseconds(since: now())
    return monotonic() + UInt64(max(0, ahead))
  }

  /// Moves the time toward the wall clock; to be called about once a second. True while the wall
  /// clock is too far off to be followed.
  func follow() -> Bool {
    let tick = monotonic()
    let wall = Int64(clamping: wall())
    return reading.withLock { reading in
      let elapsed = tick - min(tick, reading.monotonic)
      let now = Int64(clamping: reading.real + elapsed)
      let off = wall - now
      reading.stepped = abs(off) > Self.stepMax
      let most = max(1, Self.slewPerSecond * Int64(clamping: elapsed) / 1_000)
      // Toward an earlier wall the time only runs slower: it never goes back.
      let slew = reading.stepped ? 0 : min(max(off, -min(most, Int64(elapsed) / 2)), most)
      reading.real = UInt64(max(0, now + slew))
      reading.monotonic = tick
      return reading.stepped
    }
  }
}

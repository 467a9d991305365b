internal import Bureau
internal import Protocol
internal import Transport

/// Real time for the bureau: it runs by the monotonic clock and follows the wall clock by slewing,
/// so that it never goes back and never jumps.
///
/// A wall clock that has stepped by more than five minutes is not followed: the time goes on by the
/// monotonic clock until an officer confirms the step. A confirmed step ahead is taken at once;
/// after one back the time runs at half its speed until the wall has caught up.
final class BureauClock: Sendable {
  /// A wall clock that is off by more is not followed, in milliseconds.
  static let stepMax = WallClock.stepMillisecondsMax
  /// How far the time may be moved toward the wall in a second, in milliseconds.
  static let slewPerSecond: Int64 = 5

  private struct ClockReading {
    var real: UInt64
    var monotonic: UInt64
    var stepped = false
    /// How far ahead of the time the wall is; negative where it is behind.
    var off: Int64 = 0
    /// How far behind the wall was when it was last looked at, after a step back was confirmed;
    /// nil once it has caught up.
    var behind: Int64?
  }

  private let reading: Lock<ClockReading>
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
    reading = Lock(ClockReading(real: start, monotonic: monotonic()))
  }

  /// The wall clock, in milliseconds since 1970.
  static func wallMilliseconds() -> UInt64 { RealTimeClock.milliseconds() }

  /// The real time now.
  func now() -> Timestamp {
    let tick = monotonic()
    return reading.withLock { reading in
      Timestamp(clamping: reading.real + (tick - min(tick, reading.monotonic)))
    }
  }

  /// The real time now, and the wall clock as it was last followed.
  func nowAndWall() -> (now: Timestamp, wall: WallClock) {
    let tick = monotonic()
    return reading.withLock { reading in
      let now = Timestamp(clamping: reading.real + (tick - min(tick, reading.monotonic)))
      let wall = WallClock(
        at: now.adding(milliseconds: reading.off), isStepped: reading.stepped)
      return (now, wall)
    }
  }

  /// Follows the wall wherever it is now: an officer has found it right.
  func confirm() {
    let tick = monotonic()
    let wall = Int64(clamping: wall())
    reading.withLock { reading in
      let now = Int64(clamping: reading.real + (tick - min(tick, reading.monotonic)))
      reading.real = UInt64(max(0, now, wall))
      reading.monotonic = tick
      reading.off = min(0, wall - now)
      reading.behind = wall < now ? now - wall : nil
      reading.stepped = false
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
      // Another step, or the end of catching up.
      if let behind = reading.behind, -off > behind + Self.stepMax || off >= 0 {
        reading.behind = nil
      }
      reading.behind = reading.behind.map { _ in -off }
      reading.stepped = reading.behind == nil && abs(off) > Self.stepMax
      let half = Int64(clamping: elapsed) / 2
      let usual = max(1, Self.slewPerSecond * Int64(clamping: elapsed) / 1_000)
      // Toward an earlier wall the time only runs slower: it never goes back.
      let most = reading.behind == nil ? min(usual, half) : half
      let slew = reading.stepped ? 0 : min(max(off, -most), usual)
      reading.real = UInt64(max(0, now + slew))
      reading.monotonic = tick
      reading.off = off - slew
      return reading.stepped
    }
  }
}

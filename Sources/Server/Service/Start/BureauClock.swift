internal import Bureau
internal import Protocol
internal import Transport

/// The bureau's real time: runs by the monotonic clock and is slewed toward the wall clock, so that
/// it never goes back and never jumps. Callable from every thread; `HealthMonitor` calls
/// ``follow()``.
///
/// A wall clock that differs by more than five minutes is not followed: time runs by the monotonic
/// clock alone until an officer confirms the step. A confirmed step ahead is taken at once; after a
/// confirmed step back, time runs at half speed until the wall clock has caught up.
final class BureauClock: Sendable {
  /// The largest difference of the wall clock that is followed, in milliseconds.
  static let stepMax = WallClock.stepMillisecondsMax
  /// The most that time is moved toward the wall clock in a second, in milliseconds.
  static let slewPerSecond: Int64 = 5

  private struct ClockReading {
    var real: UInt64
    var monotonic: UInt64
    var stepped = false
    /// The wall clock minus this time, in milliseconds.
    var off: Int64 = 0
    /// After a confirmed step back: the milliseconds by which the wall clock was behind at the last
    /// reading; nil once it has caught up.
    var behind: Int64?
  }

  private let reading: Lock<ClockReading>
  private let wall: @Sendable () -> UInt64
  private let monotonic: @Sendable () -> UInt64

  /// Starts at the wall clock, but not before the last operation.
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

  /// Returns the wall clock, in milliseconds since 1970.
  static func wallMilliseconds() -> UInt64 { RealTimeClock.milliseconds() }

  /// Returns the real time.
  func now() -> Timestamp {
    let tick = monotonic()
    return reading.withLock { reading in
      Timestamp(clamping: reading.real + (tick - min(tick, reading.monotonic)))
    }
  }

  /// Returns the real time, and the wall clock as of the last ``follow()``.
  func nowAndWall() -> (now: Timestamp, wall: WallClock) {
    let tick = monotonic()
    return reading.withLock { reading in
      let now = Timestamp(clamping: reading.real + (tick - min(tick, reading.monotonic)))
      let wall = WallClock(
        at: now.adding(milliseconds: reading.off), isStepped: reading.stepped)
      return (now, wall)
    }
  }

  /// Follows the wall clock from now on, however far it is: an officer has confirmed it.
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

  /// Returns the monotonic time, in milliseconds, at which a real time is reached.
  func monotonic(at time: Timestamp) -> UInt64 {
    let ahead = time.milliseconds(since: now())
    return monotonic() + UInt64(max(0, ahead))
  }

  /// Slews the time toward the wall clock; to be called about once a second. Returns true while the
  /// wall clock is too far off to be followed.
  func follow() -> Bool {
    let tick = monotonic()
    let wall = Int64(clamping: wall())
    return reading.withLock { reading in
      let elapsed = tick - min(tick, reading.monotonic)
      let now = Int64(clamping: reading.real + elapsed)
      let off = wall - now
      // A further step of the wall clock, or the end of catching up.
      if let behind = reading.behind, -off > behind + Self.stepMax || off >= 0 {
        reading.behind = nil
      }
      reading.behind = reading.behind.map { _ in -off }
      reading.stepped = reading.behind == nil && abs(off) > Self.stepMax
      let half = Int64(clamping: elapsed) / 2
      let usual = max(1, Self.slewPerSecond * Int64(clamping: elapsed) / 1_000)
      // Toward an earlier wall clock time only runs slower; it never goes back.
      let most = reading.behind == nil ? min(usual, half) : half
      let slew = reading.stepped ? 0 : min(max(off, -most), usual)
      reading.real = UInt64(max(0, now + slew))
      reading.monotonic = tick
      reading.off = off - slew
      return reading.stepped
    }
  }
}

internal import Glibc

/// `CLOCK_MONOTONIC`: never goes back, not related to dates. For deadlines and measurements, never
/// for business days.
public enum MonotonicClock {
  /// Milliseconds since an unspecified start (boot).
  public static func milliseconds() -> UInt64 {
    nanoseconds() / 1_000_000
  }

  /// Nanoseconds since the same start.
  public static func nanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

internal import Glibc

/// `CLOCK_REALTIME`: date and time of the machine, which may be set and step. For business days and
/// texts, never for deadlines.
public enum RealTimeClock {
  /// Milliseconds since 1970, UTC; 0 where the machine's clock is before it (clock_gettime(2)).
  public static func milliseconds() -> UInt64 {
    var time = timespec()
    // Proof: the struct is lent for the call, which fills it and cannot fail for this clock.
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(clamping: time.tv_sec) * 1_000 + UInt64(clamping: time.tv_nsec) / 1_000_000
  }
}

import Crypto
import Glibc
import Terminal

extension Surroundings {
  /// The process's own console, real sockets and real time.
  public static func real() -> Surroundings {
    Surroundings(
      console: StandardConsole(),
      connect: { (settings: Settings) throws(ErrorReport) in
        let way = try settings.way()
        return ChannelCalls(way.endpoint, tls: way.tls, wallMs: wallMilliseconds)
      },
      pause: { milliseconds in _ = poll(nil, 0, Int32(clamping: milliseconds)) },
      random: { SecureRandom.bytes($0) }, wallMs: wallMilliseconds)
  }

  private static func wallMilliseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(clamping: time.tv_sec) * 1_000 + UInt64(clamping: time.tv_nsec) / 1_000_000
  }
}

import Crypto
import Posix
import Terminal
import Transport

extension Surroundings {
  /// The process's own console, real sockets and real time.
  package static func real() -> Surroundings {
    let wallMs = { RealTimeClock.milliseconds() }
    return Surroundings(
      console: StandardConsole(),
      connect: { (settings: Settings) throws(ErrorReport) in
        let way = try settings.way()
        return ChannelCalls(way.endpoint, tls: way.tls, wallMs: wallMs)
      },
      pause: { ThisProcess.pause(milliseconds: Int32(clamping: $0)) },
      random: { SecureRandom.bytes($0) }, wallMs: wallMs)
  }
}

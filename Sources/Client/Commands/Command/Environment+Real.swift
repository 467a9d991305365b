import Crypto
import Posix
import Terminal
import Transport

extension Environment {
  /// Returns the environment of the process: its streams, sockets, clock and random numbers.
  package static func real() -> Environment {
    let wallMs = { RealTimeClock.milliseconds() }
    return Environment(
      console: StandardConsole(),
      connect: { (settings: ClientSettings) throws(ErrorReport) in
        let target = try settings.target()
        return ChannelCalls(target.endpoint, tls: target.tls, wallMs: wallMs)
      },
      pause: { ThisProcess.pause(milliseconds: Int32(clamping: $0)) },
      random: { SecureRandom.bytes($0) }, wallMs: wallMs)
  }
}

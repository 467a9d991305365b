import Crypto
import Protocol
import Transport

/// Time that only runs.
enum MonotonicTime {
  static func now() -> UInt64 { MonotonicClock.milliseconds() }
}

/// Why a call has no reply.
enum NoReply: Error, CustomStringConvertible {
  /// Nobody knows whether it arrived, or it surely did not.
  case lost(String)
  /// The server refused it.
  case refused(CallError)

  var description: String {
    switch self {
    case .lost(let why): "lost: \(why)"
    case .refused(let error): "\(error.reason) \(error.text)"
    }
  }
}

extension Channel {
  /// A call, typed.
  func ask(
    _ request: Request, as session: SessionToken? = nil, key: Id128? = nil, timeoutMs: UInt32 = 0
  ) throws -> any Message {
    let meta = Meta(session: session, key: key)
    let answer: ChannelReply
    do throws(ChannelFailure) {
      answer = try call(
        method: request.method.number, meta: session == nil && key == nil ? nil : meta,
        body: request.encoded(), timeoutMs: timeoutMs)
    } catch {
      throw NoReply.lost("\(error)")
    }
    if let error = answer.error {
      // The own side answers so where the connection went down under a call.
      if error.reason == Reason.connectionLost || error.reason == Reason.notAccepted {
        throw NoReply.lost(error.reason)
      }
      throw NoReply.refused(error)
    }
    return try request.method.reply(answer.body)
  }
}

/// A new key, made of the server's time.
func newKey(_ channel: Channel) -> Id128 {
  let random = SecureRandom.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  return Id128(
    millis: channel.serverHello.serverTimeMs, randomA: UInt16(truncatingIfNeeded: random),
    randomB: random)
}

/// The proof of work of a slider (L1.1).
func sliderProof(_ slider: Slider) -> UInt64 {
  var proof: UInt64 = 0
  while true {
    let tail = (0..<8).map { UInt8(truncatingIfNeeded: proof >> (8 * UInt64($0))) }
    var bits = 0
    for byte in SHA256.hash(slider.challenge + tail) {
      bits += byte.leadingZeroBitCount
      if byte != 0 { break }
    }
    if bits >= Int(slider.proofBits) { return proof }
    proof += 1
  }
}

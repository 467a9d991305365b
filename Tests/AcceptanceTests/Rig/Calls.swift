import Crypto
import Protocol
import Transport

/// The monotonic clock, in ms.
enum MonotonicTime {
  static func now() -> UInt64 { MonotonicClock.milliseconds() }
}

/// The reason why a call has no reply.
enum NoReply: Error, CustomStringConvertible {
  /// The connection broke; the call may have been executed.
  case lost(String)
  case refused(CallError)

  var description: String {
    switch self {
    case .lost(let why): "lost: \(why)"
    case .refused(let error): "\(error.reason) \(error.text)"
    }
  }
}

extension Channel {
  /// Sends a request and decodes its reply.
  ///
  /// - Throws: `NoReply`; `Malformed` where the reply cannot be decoded.
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
      // The channel itself answers a call with these reasons when its connection breaks.
      if error.reason == CallError.Reason.connectionLost
        || error.reason == CallError.Reason.notAccepted
      {
        throw NoReply.lost(error.reason)
      }
      throw NoReply.refused(error)
    }
    return try request.method.reply(answer.body)
  }
}

/// Makes an idempotency key from the server's time and random bits.
func newKey(_ channel: Channel) -> Id128 {
  let random = SecureRandom.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  return Id128(
    millis: channel.serverHello.serverTimeMs, randomA: UInt16(truncatingIfNeeded: random),
    randomB: random)
}

/// Finds the proof of work of a slider (L1.1) by trial.
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

internal import Protocol

/// The slider before a login (滑块, L1.1). It slows machines; it proves nothing else.
///
/// ```
/// challenge  56   time (8, little-endian) ‖ random (16) ‖ keyed digest of both (32)
/// ```
/// The server remembers nothing of a challenge until it is used.
enum SliderChallenge {
  /// How long a challenge may be answered, in milliseconds.
  static let lifeMilliseconds: Int64 = 120_000
  /// Leading zero bits of the proof of work.
  static let proofBits: UInt32 = 16
  /// The narrowest track.
  static let widthMin: UInt32 = 260
  /// How many widths there are.
  static let widthCount: UInt32 = 120

  private static let headCount = 24
  private static let byteCount = headCount + Digest256.byteCount

  /// A new challenge.
  static func make(_ context: inout Context) -> Slider {
    let head = littleEndian(context.now.real.milliseconds) + context.entropy.bytes(16)
    let challenge = head + context.digests.keyed(.slider, head).bytes
    return Slider(
      challenge: challenge, width: width(challenge), proofBits: proofBits,
      expires: context.now.real.adding(milliseconds: lifeMilliseconds))
  }

  /// Checks the slider of a login. What comes back uses the challenge up.
  static func check(
    _ answer: SliderAnswer, _ volatile: VolatileState, _ context: Context, next: String
  ) throws(Refusal) -> VolatileChange {
    let challenge = answer.challenge
    let refused = Refusal(.sliderRefused, "请将滑块拖动至最右侧后再登录", next: next)
    guard challenge.count == byteCount else { throw refused }
    let head = Array(challenge.prefix(headCount))
    let mark = context.digests.keyed(.slider, head)
    guard SecretBytes.areEqual(mark.bytes, Array(challenge.suffix(Digest256.byteCount))) else {
      throw refused
    }
    let ends = made(head).adding(milliseconds: lifeMilliseconds)
    guard ends > context.now.real, volatile.sliders[mark] == nil,
      answer.position == width(challenge),
      isProof(answer.proof, challenge, context.digests)
    else { throw refused }
    guard volatile.sliders.count < VolatileState.countMax else { throw LoginRules.busy }
    return .sliderUsed(mark, until: ends)
  }

  /// The track's right end.
  static func width(_ challenge: [UInt8]) -> UInt32 {
    widthMin + (UInt32(challenge[8]) | UInt32(challenge[9]) << 8) % widthCount
  }

  private static func isProof(
    _ proof: UInt64, _ challenge: [UInt8], _ digests: any Digests
  ) -> Bool {
    digests.plain(challenge + littleEndian(proof)).word0.leadingZeroBitCount >= Int(proofBits)
  }

  private static func made(_ head: [UInt8]) -> Timestamp {
    var milliseconds: UInt64 = 0
    for place in 0..<8 { milliseconds |= UInt64(head[place]) << UInt64(8 * place) }
    return Timestamp(clamping: milliseconds)
  }

  private static func littleEndian(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
  }
}

/// A slider that was let go, with its proof of work.
struct SliderAnswer {
  /// From `Slider`.
  let challenge: [UInt8]
  /// Where it was let go.
  let position: UInt32
  /// The proof of work.
  let proof: UInt64

  /// The one that came with a login.
  init(_ login: PasswordLogin) {
    challenge = login.challenge
    position = login.position
    proof = login.proof
  }

  /// The one that came with an activation.
  init(_ activation: ActivationStart) {
    challenge = activation.challenge
    position = activation.position
    proof = activation.proof
  }
}

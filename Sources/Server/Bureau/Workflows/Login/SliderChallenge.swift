internal import Protocol

/// 滑块: the slider before a login (L1.1). It slows machines, and does not prove a human.
///
/// ```
/// challenge  56   time (8, little-endian) ‖ random (16) ‖ keyed digest of both (32)
/// ```
/// The server keeps no state of a challenge before it is used; then it keeps the digest until the
/// challenge ends, so that it serves once.
enum SliderChallenge {
  /// The time in which a challenge can be answered, in milliseconds.
  static let lifeMilliseconds: Int64 = 120_000
  /// Leading zero bits of the proof of work.
  static let proofBits: UInt32 = 16
  /// The least of the track's widths.
  static let widthMin: UInt32 = 260
  /// The number of different widths.
  static let widthCount: UInt32 = 120

  private static let headCount = 24
  private static let byteCount = headCount + Digest256.byteCount

  /// Makes a challenge.
  static func make(_ context: inout Context) -> Slider {
    let head = littleEndian(context.now.real.milliseconds) + context.entropy.bytes(16)
    let challenge = head + context.digests.keyed(.slider, head).bytes
    return Slider(
      challenge: challenge, width: width(challenge), proofBits: proofBits,
      expires: context.now.real.adding(milliseconds: lifeMilliseconds))
  }

  /// Checks the answer to a slider. The change that it returns uses the challenge up.
  ///
  /// - Parameter next: the command that the refusal names as the next step.
  /// - Throws: `.sliderRefused` for a challenge that is not genuine, has ended or is used, for
  ///   another position and for a wrong proof; `.exhausted`.
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

  /// Returns the position of the track's right end, made from two random bytes of the challenge.
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

/// The answer to a slider challenge.
struct SliderAnswer {
  /// The challenge of the `Slider`.
  let challenge: [UInt8]
  /// The position at which the slider was released.
  let position: UInt32
  /// The proof of work: the plain digest over challenge and proof (little-endian) begins with
  /// `proofBits` zero bits.
  let proof: UInt64

  init(_ login: PasswordLogin) {
    challenge = login.challenge
    position = login.position
    proof = login.proof
  }

  init(_ activation: ActivationStart) {
    challenge = activation.challenge
    position = activation.position
    proof = activation.proof
  }
}

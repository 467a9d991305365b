import Crypto
import Protocol
import Terminal

/// A slider dragged to its end, with its proof of work (L1.1).
struct SliderAnswer {
  /// From the server.
  let challenge: [UInt8]
  /// Where it was let go.
  let position: UInt32
  /// The proof of work.
  let proof: UInt64

  /// Asks for a slider, lets the user drag it, and finds its proof.
  static func drag(_ run: Run) throws(ErrorReport) -> SliderAnswer {
    let slider = try run.ask(.loginSlider) { if case .slider(let m) = $0 { m } else { nil } }
    if run.canAsk {
      try run.note(
        Phrase("滑块验证：按回车即把滑块拖至最右侧", "slider: press Enter to drag it to the right end"))
      _ = try reporting { () throws(InputFailure) in try run.console.readLine(limit: 64) }
    } else {
      try run.note(Phrase("滑块验证：已自动拖至最右侧", "slider: dragged to the right end"))
    }
    return SliderAnswer(
      challenge: slider.challenge, position: slider.width, proof: try proof(slider))
  }

  /// More leading zero bits than this are refused: some 16 million hashes.
  static let proofBitsMax: UInt32 = 24

  /// The proof: SHA-256(challenge ‖ proof as 8 bytes little-endian) begins with so many zero bits.
  static func proof(_ slider: Slider) throws(ErrorReport) -> UInt64 {
    guard slider.proofBits <= proofBitsMax else {
      throw ErrorReport(
        .protocolMismatch, code: "slider.too-hard",
        what: Phrase("滑块验证过难", "the slider's proof asks for too much work"))
    }
    let hasher = Hasher256()
    var proof: UInt64 = 0
    while true {
      let tail = (0..<8).map { UInt8(truncatingIfNeeded: proof >> (8 * UInt64($0))) }
      if zeroBits(hasher.hash(slider.challenge + tail)) >= slider.proofBits { return proof }
      proof += 1
    }
  }

  static func zeroBits(_ hash: [UInt8]) -> UInt32 {
    var bits: UInt32 = 0
    for byte in hash {
      bits += UInt32(byte.leadingZeroBitCount)
      if byte != 0 { break }
    }
    return bits
  }
}

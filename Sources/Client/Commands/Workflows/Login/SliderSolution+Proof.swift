import Crypto
import Protocol
import Terminal

/// The proof of work of a slider (L1.1).
extension SliderSolution {
  /// The most leading zero bits that are worked for: some 16 million hashes.
  static let proofBitsMax: UInt32 = 24

  /// Searches the least number for which SHA-256(challenge ‖ number as 8 bytes little-endian)
  /// begins with `proofBits` zero bits.
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

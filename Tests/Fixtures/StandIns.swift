package import Bureau
package import Protocol

/// A stand-in for SHA-256 and HMAC: four lanes of multiply, rotate and xor over words of 8 bytes.
///
/// It is fast in a debug build and the same on every machine. For tests only: it is not
/// cryptographic.
package struct StandInDigests: Digests {
  /// Stands for the server's keys: another pepper gives other keyed digests.
  package var pepper: UInt64

  package init(pepper: UInt64 = 0x5EED) { self.pepper = pepper }

  package func keyed(_ purpose: DigestPurpose, _ bytes: [UInt8]) -> Digest256 {
    var mixer = Mixer()
    mixer.absorb(pepper)
    mixer.absorb(UInt64(purpose.rawValue))
    mixer.absorb(bytes)
    return mixer.digest
  }

  package func plain(_ bytes: [UInt8]) -> Digest256 {
    var mixer = Mixer()
    mixer.absorb(bytes)
    return mixer.digest
  }

  /// Finds the number whose 8 bytes, little-endian after the challenge, give a digest with so many
  /// leading zero bits.
  ///
  /// The challenge must be a multiple of 8 bytes long, so that its part is absorbed only once.
  package func proof(_ challenge: [UInt8], bits: UInt32) -> UInt64 {
    var start = Mixer()
    start.absorb(challenge)
    var proof: UInt64 = 0
    while true {
      var mixer = start
      mixer.absorb(proof)
      if mixer.digest.word0.leadingZeroBitCount >= Int(bits) { return proof }
      proof += 1
    }
  }
}

/// The state of a stand-in digest.
private struct Mixer {
  private var a: UInt64 = 0x243F_6A88_85A3_08D3
  private var b: UInt64 = 0x1319_8A2E_0370_7344
  private var length: UInt64 = 0

  mutating func absorb(_ word: UInt64) {
    length += 8
    a = (a ^ word) &* 0x9E37_79B9_7F4A_7C15
    a ^= a >> 29
    b = (b &+ a) &* 0xBF58_476D_1CE4_E5B9
    b ^= b >> 32
  }

  /// Absorbs bytes as little-endian words; an incomplete last word is followed by the length.
  mutating func absorb(_ bytes: [UInt8]) {
    var word: UInt64 = 0
    for (place, byte) in bytes.enumerated() {
      word |= UInt64(byte) << UInt64(8 * (place % 8))
      if place % 8 == 7 {
        absorb(word)
        word = 0
      }
    }
    guard bytes.count % 8 != 0 else { return }
    absorb(word)
    absorb(UInt64(bytes.count))
  }

  var digest: Digest256 {
    Digest256(word(1), word(2), word(3), word(4))
  }

  private func word(_ lane: UInt64) -> UInt64 {
    var mixed = (a ^ length) &+ b &* (2 &* lane &+ 1)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Reproducible random bytes.
package struct SeededEntropy: Entropy {
  private var random: SplitMix64

  package init(seed: UInt64) { random = SplitMix64(seed: seed) }

  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 24) }
  }
}

extension SplitMix64 {
  /// Returns a random element; `elements` must not be empty.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}

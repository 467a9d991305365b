import Bureau
import Protocol

/// Random numbers from a seed, as histories draw them.
struct Dice: RandomNumberGenerator {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func next() -> UInt64 { random.next() }

  /// A number below a limit.
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

  /// True so many times in a hundred.
  mutating func percent(_ chance: Int) -> Bool { below(100) < chance }

  /// One of several.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

/// Random bytes from a seed.
struct DiceEntropy: Entropy {
  private var dice: Dice

  init(seed: UInt64) { dice = Dice(seed: seed) }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: dice.next() >> 24) }
  }
}

/// Stands in for SHA-256 and HMAC: nothing about it is secret or hard to turn back.
struct PlainDigests: Digests {
  func keyed(_ purpose: DigestPurpose, _ bytes: [UInt8]) -> Digest256 {
    digest(bytes, UInt64(purpose.rawValue))
  }

  func plain(_ bytes: [UInt8]) -> Digest256 { digest(bytes, 0) }

  private func digest(_ bytes: [UInt8], _ start: UInt64) -> Digest256 {
    var high: UInt64 = 0xCBF2_9CE4_8422_2325 ^ start
    var low: UInt64 = 0x9AE1_6A3B_2F90_404F
    for byte in bytes {
      high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      low = (low &+ high) &* 0xBF58_476D_1CE4_E5B9
    }
    return Digest256(high, low, high ^ (low >> 17), UInt64(bytes.count))
  }
}

/// The value of a fixture, which is always there.
func sure<Value>(_ value: Value?) -> Value {
  guard let value else { preconditionFailure("a fixture is not valid") }
  return value
}

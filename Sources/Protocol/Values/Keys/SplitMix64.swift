/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, on every machine. For
/// samples, faults and tests; nothing that must not be guessed comes of it.
package struct SplitMix64: RandomNumberGenerator, Equatable, Sendable {
  private var state: UInt64

  /// Any seed is as good as another.
  package init(seed: UInt64) { state = seed }

  /// The next of 2^64 numbers, each of which comes once before the first comes again.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 up to `bound`; the slight bias of a remainder is of no account for samples.
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// True so many times in a hundred.
  package mutating func percent(_ share: Int) -> Bool { below(100) < share }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed on every machine. For
/// samples, faults and tests; never for secrets.
package struct SplitMix64: RandomNumberGenerator, Equatable, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// Returns the next number; the period is 2^64, in which each number comes once.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns 0 ..< `bound`; the slight bias of a remainder does not matter for samples.
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// Returns true in `share` of 100 calls.
  package mutating func percent(_ share: Int) -> Bool { below(100) < share }
}

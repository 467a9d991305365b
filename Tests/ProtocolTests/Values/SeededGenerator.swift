import Protocol

/// SplitMix64: the same numbers for the same seed, on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// So many random digits of ASCII.
  mutating func digits(_ count: Int) -> String {
    String(
      decoding: (0..<count).map { _ in UInt8.random(in: 0x30...0x39, using: &self) }, as: UTF8.self)
  }
}

/// The problem that a parse ended with, or nil if it ended well.
func problem<Value: TypedValue>(_ type: Value.Type, _ typed: String) -> IdentifierProblem? {
  do throws(IdentifierProblem) {
    _ = try type.parse(typed)
    return nil
  } catch {
    return error
  }
}

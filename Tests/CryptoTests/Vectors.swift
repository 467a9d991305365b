/// Returns the bytes of a hex string, which may contain white space.
func hex(_ text: String) -> [UInt8] {
  let digits = text.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] << 4 | digits[$0 + 1])
  }
}

/// The time of the tests: 2026-11-23 00:00 UTC, ms.
let today: Int64 = 1_795_392_000_000
/// One day, ms.
let day: Int64 = 86_400_000

@testable import Protocol

extension SplitMix64 {
  /// Returns random ASCII digits.
  mutating func digits(_ count: Int) -> String {
    String(
      decoding: (0..<count).map { _ in UInt8.random(in: 0x30...0x39, using: &self) }, as: UTF8.self)
  }
}

/// Returns the problem that parsing throws, or nil where it succeeds.
func problem<Value: TypedValue>(_ type: Value.Type, _ typed: String) -> IdentifierProblem? {
  do throws(IdentifierProblem) {
    _ = try type.parse(typed)
    return nil
  } catch {
    return error
  }
}

@testable import Protocol

extension SplitMix64 {
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

package import Bureau

/// What was checked, and what was found.
package struct VerifyReport: Sendable, Equatable {
  /// The journal's end.
  package let head: Head
  /// How far the books are.
  package let mark: Mark
  /// What is wrong, in the order of the checks; empty where all is well.
  package let found: [Discrepancy]
}

package import Bureau

/// The result of `verify`.
package struct VerifyReport: Sendable, Equatable {
  /// The last operation of the journal.
  package let head: Head
  /// The last operation in the books.
  package let mark: Mark
  /// The violations, in the order of the checks; empty when all is well.
  package let found: [Discrepancy]
}

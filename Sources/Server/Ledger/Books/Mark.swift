package import Protocol

/// How far the books are: the last operation in them and its hash in the journal.
package struct Mark: Sendable, Equatable {
  /// The last operation, 0 for none.
  package var sequence: UInt64
  /// Its hash, zero for none.
  package var hash: Digest256

  package init(sequence: UInt64, hash: Digest256) {
    self.sequence = sequence
    self.hash = hash
  }
}

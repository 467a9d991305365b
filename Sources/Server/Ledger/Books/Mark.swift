package import Protocol

/// The books' position: the last operation in them and its hash in the journal.
package struct Mark: Sendable, Equatable {
  /// The last operation's number; 0: none.
  package var sequence: UInt64
  /// The last operation's hash; zero: none.
  package var hash: Digest256

  package init(sequence: UInt64, hash: Digest256) {
    self.sequence = sequence
    self.hash = hash
  }
}

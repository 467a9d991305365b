package import Protocol

/// Slow work for other threads.
package enum Job: Sendable {
  /// Look something up in the books and bring the result back as an input.
  case look(Lookup)
  /// Read an operation's stored reply and bring it back.
  case stored(waiter: UInt64, sequence: UInt64)
  /// Derive a key from a password and bring it back.
  case derive(waiter: UInt64, Derivation)
  /// Let the time follow the wall clock wherever it is.
  case followWall
  /// Answer from the books once they have the operation, unless the caller has given up by then.
  case query(BooksQuery, ReplyAddress, restsOn: UInt64, until: Timestamp)
  /// Read the next rows of an import once the books have the operation, and bring them back.
  case slice(batch: Id128, after: String, restsOn: UInt64)
}

internal import Store

extension Rebuild {
  /// Compares every column of every table of two books, row by row in the order of the table's key.
  /// Neither may have a writer meanwhile: the right one is read without a transaction.
  ///
  /// - Returns: the first difference of each table; empty for equal books.
  /// - Throws: `.otherShape` or `.store`.
  package static func compare(
    _ left: String, _ right: String
  ) throws(LedgerFailure) -> [Difference] {
    let (left, right) = (try Books.read(left), try Books.read(right))
    return try left.transaction(.read, as: LedgerFailure.store) { () throws(LedgerFailure) in
      var found: [Difference] = []
      for table in try BooksTables.names(left) {
        if let first = try BooksTables.firstDifference(table, left, right) { found.append(first) }
      }
      return found
    }
  }
}

internal import Store

extension Rebuild {
  /// Compares two books row by row, every table in the order of its key.
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

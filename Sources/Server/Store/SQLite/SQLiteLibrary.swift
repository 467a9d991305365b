internal import CSQLite

/// SQLite as this process has it. It takes settings only before its first use, whatever that is: a
/// connection, or a file system that a test registers.
package enum SQLiteLibrary {
  private static let prepared: Int32 = shebao_count_no_memory()

  /// Sets SQLite up, once; before any other call of it.
  ///
  /// - Throws: `.misuse` where SQLite was used before.
  package static func prepare() throws(StoreFailure) {
    guard prepared == SQLITE_OK else { throw unsafe StoreFailure(database: nil, result: prepared) }
  }
}

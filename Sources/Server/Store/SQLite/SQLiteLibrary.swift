internal import CSQLite

/// The SQLite library of this process. Its global settings must be made before its first call:
/// opening a connection, or registering a VFS in a test.
package enum SQLiteLibrary {
  private static let prepared: Int32 = shebao_count_no_memory()

  /// Makes SQLite's global settings, once; to be called before any other call of SQLite.
  ///
  /// - Throws: `.misuse` where SQLite was used before the first call.
  package static func prepare() throws(StoreFailure) {
    guard prepared == SQLITE_OK else { throw unsafe StoreFailure(database: nil, result: prepared) }
  }
}

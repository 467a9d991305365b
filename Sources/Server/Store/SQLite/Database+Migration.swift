internal import CSQLite

extension Database {
  /// The shape that the file has, 0 for none.
  public func shape() throws(StoreFailure) -> Int32 {
    Int32(truncatingIfNeeded: try number("PRAGMA user_version") ?? 0)
  }

  /// Makes a new file of this shape, or sees that the file has it.
  ///
  /// - Throws: `.shape` (its code is the number found) for a file with another.
  public func applyShape(sql: String, number: Int32, application: Int32) throws(StoreFailure) {
    let found = try shape()
    guard found == 0 || found == number else { throw otherShape(found) }
    try migrate([Migration(number: number, sql: sql)], application: application)
  }

  /// Brings the file to the last of these migrations: each missing step in order, all in one
  /// transaction, so that a crash leaves the old shape or the new one.
  ///
  /// - Parameter application: the file's mark (`application_id`): a file with another one, or one
  ///   without a mark that is not empty, is refused.
  /// - Throws: `.shape` for a file of a later shape or of another application.
  public func migrate(_ migrations: [Migration], application: Int32) throws(StoreFailure) {
    let found = try shape()
    let newest = migrations.last?.number ?? 0
    guard found <= newest else { throw otherShape(found) }
    try checkApplication(application, isNew: found == 0)
    guard found < newest else { return }
    try transaction(.write) { () throws(StoreFailure) in
      for migration in migrations where migration.number > found {
        try execute(migration.sql)
        try execute("PRAGMA user_version = \(migration.number)")
      }
      try execute("PRAGMA application_id = \(application)")
    }
    // SQLite swallows a failed sync of the folder, and without it a power cut may lose the file.
    try DataFolder.sync(folderOf: path)
  }

  private func checkApplication(_ application: Int32, isNew: Bool) throws(StoreFailure) {
    let mark = try number("PRAGMA application_id") ?? 0
    let objects = try number("SELECT count(*) FROM sqlite_schema") ?? 0
    guard mark == Int64(application) || (isNew && mark == 0 && objects == 0) else {
      throw StoreFailure(
        kind: .shape, code: 0, extended: 0, message: "the file belongs to another application")
    }
  }

  private func otherShape(_ found: Int32) -> StoreFailure {
    StoreFailure(
      kind: .shape, code: found, extended: found,
      message: "the file has shape \(found), which this program does not read")
  }
}

extension Database {
  /// Returns the number of the file's shape (`user_version`); 0 for a new file.
  ///
  /// - Throws: any failure of reading the file's header.
  public func shape() throws(StoreFailure) -> Int32 {
    Int32(truncatingIfNeeded: try number("PRAGMA user_version") ?? 0)
  }

  /// Gives a new file this shape, or checks that the file has it. For files that are rebuilt, not
  /// migrated, when the shape changes.
  ///
  /// - Throws: `.shape` for a file of another shape, whose number is its `code`, or of another
  ///   application (code 0); `.diskFull`, `.io`.
  public func applyShape(sql: String, number: Int32, application: Int32) throws(StoreFailure) {
    let found = try shape()
    guard found == 0 || found == number else { throw otherShape(found) }
    try migrate([Migration(number: number, sql: sql)], application: application)
  }

  /// Runs the migrations that the file lacks, in order and in one transaction, so that a crash
  /// leaves the old shape or the new one.
  ///
  /// - Parameter application: the expected `application_id`. A file with another one is refused,
  ///   and so is a file that has tables but no `application_id`.
  /// - Throws: `.shape` for a file of a later shape or of another application; `.diskFull` or `.io`
  ///   from the disk.
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
    // SQLite ignores a failed fsync of the folder; without that fsync a power cut may lose the
    // file.
    try DataFolder.sync(folderOf: path)
  }

  private func checkApplication(_ application: Int32, isNew: Bool) throws(StoreFailure) {
    let id = try number("PRAGMA application_id") ?? 0
    let objects = try number("SELECT count(*) FROM sqlite_schema") ?? 0
    guard id == Int64(application) || (isNew && id == 0 && objects == 0) else {
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

internal import Schema
internal import Protocol
package import Store

/// Opens the file of the books (账簿), which is derived from the journal and has one writing
/// connection and any number of reading ones.
package enum Books {
  /// `application_id`: "SBB1".
  package static let application: Int32 = 0x5342_4231
  /// The shape that this program reads and writes.
  package static let shape: Int32 = 4
  /// The pages in the write-ahead log from which the bookkeeper checkpoints.
  static let checkpointPages = 4_000

  /// Opens the books for their one writer, or creates them. Commits are not durable at once: a
  /// power cut may lose the last ones, which the journal has.
  ///
  /// - Throws: `.otherShape`; `.store`.
  package static func write(
    _ path: String, cachePages: Int = 16_000, vfs: String? = nil
  ) throws(LedgerFailure) -> Database {
    let database = try stored { () throws(StoreFailure) in
      try Database.open(
        path: path, mode: .readWriteCreate,
        settings: .init(
          synchronous: .normal, busyTimeout: 0, cachePages: cachePages, vfs: vfs))
    }
    do throws(StoreFailure) {
      try database.applyShape(
        sql: String(decoding: Schema.books, as: UTF8.self), number: shape,
        application: application)
    } catch {
      if error.kind == .shape { throw .otherShape(found: error.code) }
      throw .store(error)
    }
    return database
  }

  /// Opens the books for one reader.
  ///
  /// - Throws: `.otherShape`; `.store`.
  package static func read(
    _ path: String, cachePages: Int = 2_000, vfs: String? = nil
  ) throws(LedgerFailure) -> Database {
    let database = try stored { () throws(StoreFailure) in
      try Database.open(
        path: path, mode: .readOnly, settings: .init(cachePages: cachePages, vfs: vfs))
    }
    let found = try stored { () throws(StoreFailure) in try database.shape() }
    guard found == shape else { throw .otherShape(found: found) }
    return database
  }

  /// Reads the books' position.
  static func mark(_ database: Database) throws(LedgerFailure) -> Mark {
    let marks = try prepare(database, "SELECT sequence, hash FROM mark WHERE id = 1")
      .rows("mark", { _ in }) { (cells) throws(LedgerFailure) in
        Mark(sequence: cells.number(), hash: try cells.digest())
      }
    guard let mark = marks.first else { throw .unreadable(table: "mark") }
    return mark
  }

  static func prepare(_ database: Database, _ sql: String) throws(LedgerFailure) -> Statement {
    try stored { () throws(StoreFailure) in try database.prepare(sql) }
  }
}

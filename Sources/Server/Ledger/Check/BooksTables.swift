internal import Store

/// Reads the books' tables and columns from the file's own schema, so that a new table is compared
/// without a change here.
enum BooksTables {
  static func names(_ database: Database) throws(LedgerFailure) -> [String] {
    try Books.prepare(
      database,
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
      ORDER BY name
      """
    ).rows("sqlite_schema", { _ in }) { (c) throws(LedgerFailure) in c.text() }
  }

  private static func columns(
    _ table: String, _ database: Database
  ) throws(LedgerFailure) -> [(name: String, key: Int64)] {
    try Books.prepare(database, "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid")
      .rows("sqlite_schema", { $0.put(table) }) { (c) throws(LedgerFailure) in
        (c.text(), c.signed())
      }
  }

  static func firstDifference(
    _ table: String, _ left: Database, _ right: Database
  ) throws(LedgerFailure) -> Difference? {
    let columns = try columns(table, left)
    let key = columns.filter { $0.key > 0 }.sorted { $0.key < $1.key }.map(\.name)
    // The names come from the file's schema, never from a user.
    let sql = """
      SELECT \(columns.map { "quote(\($0.name))" }.joined(separator: ", ")) FROM \(table)
      ORDER BY \(key.joined(separator: ", "))
      """
    let (one, other) = (try Books.prepare(left, sql), try Books.prepare(right, sql))
    defer {
      one.reset()
      other.reset()
    }
    var row = 0
    while true {
      row += 1
      let (hasOne, hasOther) = try stored { () throws(StoreFailure) in
        (try one.step(), try other.step())
      }
      guard hasOne, hasOther else {
        return hasOne == hasOther ? nil : Difference(table: table, row: row, columns: [])
      }
      let differing = columns.indices.filter { one.text($0) != other.text($0) }
      if !differing.isEmpty {
        return Difference(table: table, row: row, columns: differing.map { columns[$0].name })
      }
    }
  }
}

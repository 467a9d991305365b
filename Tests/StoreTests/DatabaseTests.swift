import Store
import TestFolders
import Testing

@Suite struct DatabaseTests {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database.open(path: folder.file("a.db"), mode: .readWriteCreate)
    try database.execute(
      """
      CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT, body BLOB,
        CONSTRAINT name_is_short CHECK (length(name) <= 8)) STRICT;
      CREATE UNIQUE INDEX a_name ON a (name);
      CREATE TABLE b (a INTEGER NOT NULL REFERENCES a DEFERRABLE INITIALLY DEFERRED) STRICT
      """)
  }

  private func count() throws -> Int64? { try database.number("SELECT count(*) FROM a") }

  @Test func `a new file is in WAL mode with full durability`() throws {
    #expect(try database.text("PRAGMA journal_mode") == "wal")
    #expect(try database.number("PRAGMA synchronous") == 2)
    #expect(try database.number("PRAGMA foreign_keys") == 1)
    #expect(try database.number("PRAGMA busy_timeout") == 0)
  }

  @Test func `values come back as they went in`() throws {
    let insert = try database.prepare("INSERT INTO a VALUES (?, ?, ?)")
    let select = try database.prepare("SELECT id, name, body FROM a WHERE id = ?")
    let bodies: [[UInt8]?] = [nil, [], [0], Array(repeating: 7, count: 70_000), [1, 2]]
    for (id, body) in bodies.enumerated() {
      insert.bind(1, Int64(id))
      insert.bind(2, "税\(id)")
      insert.bind(3, body)
      try insert.run()
    }
    for (id, body) in bodies.enumerated() {
      let bytes = body ?? []
      select.bind(1, Int64(id))
      #expect(try select.step())
      #expect(select.int64(0) == Int64(id))
      #expect(select.text(1) == "税\(id)")
      #expect(select.isNull(2) == (body == nil))
      #expect(select.blob(2) == bytes)
      var gathered: [UInt8] = [9]
      select.blob(2, into: &gathered)
      #expect(gathered == [9] + bytes)
      #expect(select.withBlob(2) { $0.count } == bytes.count)
      #expect(try !select.step())
      select.reset()
    }
  }

  @Test func `a parameter that is not bound again is NULL`() throws {
    let insert = try database.prepare("INSERT INTO a VALUES (?, ?, ?)")
    insert.bind(1, 1)
    insert.bind(2, "x")
    insert.bind(3, [1, 2, 3] as [UInt8])
    try insert.run()
    insert.bind(1, 2)
    try insert.run()
    #expect(try database.number("SELECT count(*) FROM a WHERE name IS NULL AND body IS NULL") == 1)
  }

  @Test func `extremes of numbers are kept`() throws {
    let echo = try database.prepare("SELECT ?")
    for number in [Int64.min, -1, 0, 1, .max] {
      echo.bind(1, number)
      #expect(try echo.step())
      #expect(echo.int64(0) == number)
      echo.reset()
    }
  }

  @Test func `a value at the limit passes and one past it is refused`() throws {
    let limit = Int(Database.longestValue)
    let echo = try database.prepare("SELECT length(?)")
    echo.bind(1, [UInt8](repeating: 1, count: limit))
    #expect(try echo.step())
    #expect(echo.int64(0) == Int64(limit))
    echo.reset()
    echo.bind(1, [UInt8](repeating: 1, count: limit + 1))
    let failure = #expect(throws: StoreFailure.self) { _ = try echo.step() }
    #expect(failure?.kind == .tooLong)
    echo.reset()
    echo.bind(1, [1] as [UInt8])
    #expect(try echo.step())
  }

  @Test(arguments: [0, 2]) func `a parameter that the text lacks is misuse`(index: Int) throws {
    let echo = try database.prepare("SELECT ?")
    echo.bind(index, 1)
    let failure = #expect(throws: StoreFailure.self) { _ = try echo.step() }
    #expect(failure?.kind == .misuse)
  }

  @Test func `a bind between two rows is misuse`() throws {
    let rows = try database.prepare("SELECT 1 WHERE ? IS NULL UNION ALL SELECT 2")
    #expect(try rows.step())
    rows.bind(1, "x")
    let failure = #expect(throws: StoreFailure.self) { _ = try rows.step() }
    #expect(failure?.kind == .misuse)
    rows.reset()
    #expect(try rows.step())
  }

  @Test(arguments: ["", "SELECT 1; SELECT 2", "-- nothing"])
  func `prepare takes exactly one statement`(sql: String) throws {
    let failure = #expect(throws: StoreFailure.self) { _ = try database.prepare(sql) }
    #expect(failure?.kind == .misuse)
  }

  @Test func `constraints are told by name and without values`() throws {
    let insert = try database.prepare("INSERT INTO a VALUES (?, ?, NULL)")
    insert.bind(1, 1)
    insert.bind(2, "secret-1234")
    let check = #expect(throws: StoreFailure.self) { try insert.run() }
    #expect(check?.kind == .constraint)
    #expect(check?.message.hasSuffix(": name_is_short") == true)
    #expect(check?.description.contains("secret") == false)
    insert.bind(1, 1)
    insert.bind(2, "secret")
    try insert.run()
    insert.bind(1, 2)
    insert.bind(2, "secret")
    let unique = #expect(throws: StoreFailure.self) { try insert.run() }
    #expect(unique?.kind == .constraint)
    #expect(unique?.message.hasSuffix(": a.name") == true)
    #expect(unique?.description.contains("secret") == false)
  }

  @Test func `a transaction keeps all or nothing`() throws {
    try database.transaction { () throws(StoreFailure) in
      try database.execute("INSERT INTO a VALUES (1, 'a', NULL)")
    }
    #expect(throws: StoreFailure.self) {
      try database.transaction { () throws(StoreFailure) in
        try database.execute("INSERT INTO a VALUES (2, 'b', NULL)")
        try database.execute("INSERT INTO a VALUES (3, 'a', NULL)")
      }
    }
    #expect(!database.isInTransaction)
    #expect(try count() == 1)
  }

  @Test func `a commit that a deferred key refuses leaves nothing and no transaction`() throws {
    #expect(throws: StoreFailure.self) {
      try database.transaction { () throws(StoreFailure) in
        try database.execute("INSERT INTO a VALUES (2, 'b', NULL); INSERT INTO b VALUES (9)")
      }
    }
    #expect(!database.isInTransaction)
    #expect(try count() == 0)
  }

  @Test func `a transaction passes on the failures of its body's own type`() throws {
    enum Own: Error, Equatable { case mine, store }
    #expect(throws: Own.mine) {
      try database.transaction(as: { _ in Own.store }) { () throws(Own) in throw .mine }
    }
    #expect(throws: Own.store) {
      try database.transaction(as: { _ in Own.store }) { () throws(Own) in
        try database.transaction(as: { _ in Own.store }) { () throws(Own) in }
      }
    }
    #expect(!database.isInTransaction)
  }

  @Test func `a second connection reads what is committed and cannot write`() throws {
    let reader = try Database.open(path: database.path, mode: .readOnly)
    try database.execute("BEGIN; INSERT INTO a VALUES (1, 'a', NULL)")
    #expect(try reader.number("SELECT count(*) FROM a") == 0)
    try database.execute("COMMIT")
    #expect(try reader.number("SELECT count(*) FROM a") == 1)
    let failure = #expect(throws: StoreFailure.self) { try reader.execute("DELETE FROM a") }
    #expect(failure?.kind == .readOnly)
  }

  @Test func `a second writer is refused at once`() throws {
    let second = try Database.open(path: database.path, mode: .readWriteCreate)
    try database.execute("BEGIN IMMEDIATE")
    let failure = #expect(throws: StoreFailure.self) {
      try second.transaction { () throws(StoreFailure) in }
    }
    #expect(failure?.kind == .busy)
    try database.execute("COMMIT")
  }

  @Test func `a missing file cannot be read`() throws {
    let failure = #expect(throws: StoreFailure.self) {
      _ = try Database.open(path: folder.file("none.db"), mode: .readOnly)
    }
    #expect(failure?.kind == .cannotOpen)
  }

  @Test func `closing leaves the log as it is`() throws {
    let path = folder.file("c.db")
    do {
      let other = try Database.open(path: path, mode: .readWriteCreate)
      try other.execute("CREATE TABLE t (x INTEGER) STRICT")
    }
    #expect(try size(path + "-wal") > 0)
  }
}

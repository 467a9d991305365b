import Store
import TestFolders
import Testing

@Suite struct MigrationTests {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database.open(path: folder.file("a.db"), mode: .readWriteCreate)
  }

  private let one = Migration(number: 1, sql: "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;")
  private let two = Migration(number: 2, sql: "CREATE TABLE b (id INTEGER PRIMARY KEY) STRICT;")

  @Test func `a new file gets its shape once`() throws {
    try database.applyShape(sql: one.sql, number: 1, application: 7)
    try database.applyShape(sql: one.sql, number: 1, application: 7)
    #expect(try database.shape() == 1)
  }

  @Test func `missing steps are taken in order and others are not taken again`() throws {
    try database.migrate([one], application: 7)
    try database.migrate([one, two], application: 7)
    #expect(try database.shape() == 2)
    #expect(try database.number("SELECT count(*) FROM sqlite_schema") == 2)
  }

  @Test func `a step that fails leaves the old shape`() throws {
    try database.migrate([one], application: 7)
    let broken = Migration(number: 3, sql: "CREATE TABLE a (id INTEGER) STRICT;")
    #expect(throws: StoreFailure.self) {
      try database.migrate([one, two, broken], application: 7)
    }
    #expect(try database.shape() == 1)
    #expect(try database.number("SELECT count(*) FROM sqlite_schema") == 1)
  }

  @Test func `a later shape, another shape and another application are refused`() throws {
    try database.migrate([one, two], application: 7)
    let later = #expect(throws: StoreFailure.self) { try database.migrate([one], application: 7) }
    #expect(later?.kind == .shape)
    #expect(later?.code == 2)
    let foreign = #expect(throws: StoreFailure.self) {
      try database.migrate([one, two], application: 8)
    }
    #expect(foreign?.kind == .shape)
    let other = #expect(throws: StoreFailure.self) {
      try database.applyShape(sql: one.sql, number: 1, application: 7)
    }
    #expect(other?.kind == .shape)
  }

  @Test func `a file with tables of its own is not taken for a new one`() throws {
    try database.execute("CREATE TABLE x (id INTEGER) STRICT")
    let failure = #expect(throws: StoreFailure.self) {
      try database.migrate([one], application: 7)
    }
    #expect(failure?.kind == .shape)
  }
}

import Store
import TestFolders
import Testing

@Suite struct CheckpointTests {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database.open(path: folder.file("a.db"), mode: .readWriteCreate)
    try database.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, body BLOB) STRICT")
  }

  private func write(_ rows: Int) throws {
    try database.transaction { () throws(StoreFailure) in
      for _ in 0..<rows { try database.execute("INSERT INTO a VALUES (NULL, zeroblob(4000))") }
    }
  }

  @Test func `no page is copied before a checkpoint is asked for`() throws {
    try write(2_000)
    #expect(database.pagesInLog > 2_000)
    let copied = try database.checkpoint(.passive)
    #expect(copied.log == copied.done)
    #expect(copied.log > 2_000)
  }

  @Test func `a truncating checkpoint empties the log`() throws {
    try write(10)
    try database.checkpoint(.truncate)
    #expect(try size(database.path + "-wal") == 0)
  }

  @Test func `a truncating checkpoint fails while a reader holds the log`() throws {
    let reader = try Database.open(path: database.path, mode: .readOnly)
    try reader.execute("BEGIN")
    #expect(try reader.number("SELECT count(*) FROM a") == 0)
    try write(1)
    let failure = #expect(throws: StoreFailure.self) { try database.checkpoint(.truncate) }
    #expect(failure?.kind == .busy)
  }

  @Test func `a grown log is overwritten from its start and keeps its length`() throws {
    try database.checkpoint(.truncate)
    try database.growLog(pages: 100)
    let grown = try size(database.path + "-wal")
    #expect(grown == 32 + 100 * (24 + 4_096))
    for _ in 0..<10 {
      try write(20)
      try database.checkpoint(.passive)
    }
    #expect(try size(database.path + "-wal") == grown)
    #expect(database.pagesInLog < 50)
    #expect(try database.number("SELECT count(*) FROM a") == 200)
    let again = try Database.open(path: database.path, mode: .readOnly)
    #expect(try again.number("SELECT count(*) FROM a") == 200)
    #expect(try again.integrityCheck() == [])
  }

  @Test func `a log that holds pages is not grown`() throws {
    try write(1)
    let failure = #expect(throws: StoreFailure.self) { try database.growLog(pages: 10) }
    #expect(failure?.kind == .misuse)
  }

  @Test func `a grown log that was never written reads as empty after a new start`() throws {
    try write(3)
    try database.checkpoint(.truncate)
    try database.growLog(pages: 10)
    let again = try Database.open(path: database.path, mode: .readWriteCreate)
    #expect(try again.number("SELECT count(*) FROM a") == 3)
    #expect(try again.integrityCheck() == [])
  }
}

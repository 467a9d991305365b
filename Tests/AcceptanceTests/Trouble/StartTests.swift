import Protocol
import Store
import Testing
import Transport

/// Data that must not be served: what each start says, and what helps.
@Suite(.serialized) struct StartTests {
  private static let fault: Int32 = 70

  @Test func `books ahead of the journal are refused and kept: only a restore helps`() async throws
  {
    try await Self.alone("ahead") { house in
      let files = DataFiles(house)
      try Self.advance(house, days: 1)
      try files.keep("journal.db", as: "old")
      try Self.advance(house, days: 2)
      let books = files.bytes("books.db")
      try files.bringBack("journal.db", from: "old")
      let (code, said) = try house.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("booksAhead(books: 2, journal: 1)"))
      #expect(
        said.contains("next: the journal lost rows: keep the books aside and restore a backup"))
      #expect(files.bytes("books.db") == books)
      #expect(
        try house.run("shebaod", ["verify", "--data", house.data], expecting: 1)
          .contains("超前于日志"))
    }
  }

  @Test func `books of another history are refused, and rebuilt`() async throws {
    try await Self.alone("history") { house in
      let files = DataFiles(house)
      try Self.advance(house, days: 1)
      for name in ["journal.db", "books.db"] { try files.keep(name, as: "old") }
      try Self.advance(house, days: 2)
      try files.keep("books.db", as: "other")
      for name in ["journal.db", "books.db"] { try files.bringBack(name, from: "old") }
      try Self.advance(house, days: 3)
      try files.bringBack("books.db", from: "other")
      let (code, said) = try house.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("otherHistory(sequence: 2)") && said.contains("next: shebaod rebuild"))
      #expect(
        try house.run("shebaod", ["verify", "--data", house.data], expecting: 1)
          .contains("另一段历史"))
      try house.daemon(["rebuild", "--data", house.data])
      try Self.advance(house, days: 1)
      try house.daemon(["verify", "--data", house.data])
    }
  }

  @Test func `books of another shape are refused, and rebuilt`() async throws {
    try await Self.alone("shape") { house in
      try Self.advance(house, days: 1)
      try Self.change(house.data + "/books.db", "PRAGMA user_version = 9")
      let (code, said) = try house.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("otherShape(found: 9)") && said.contains("next: shebaod rebuild"))
      try house.daemon(["rebuild", "--data", house.data])
      try Self.advance(house, days: 1)
      try house.daemon(["verify", "--data", house.data])
    }
  }

  @Test func `a journal whose chain is broken is refused, and named`() async throws {
    try await Self.alone("chain") { house in
      try Self.advance(house, days: 1)
      try Self.advance(house, days: 2)
      try Self.change(
        house.data + "/journal.db",
        """
        DROP TRIGGER operation_is_never_changed;
        UPDATE operation SET at = at + 1 WHERE sequence = 2
        """)
      #expect(
        try house.run("shebaod", ["verify", "--data", house.data], expecting: 1)
          .contains("operation 2 is not what its hash says"))
      for end in ["", "-wal", "-shm"] { try Text.remove(house.data + "/books.db" + end) }
      let (code, said) = try house.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("operation 2 is not what its hash says"))
      #expect(said.contains("next: shebaod verify"))
    }
  }

  @Test func `data that another server holds are refused`() async throws {
    try await Self.alone("taken") { house in
      try house.startServer()
      let (code, said) = try house.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("another process works in the data folder"))
      #expect(try house.stopServer() == 0)
    }
  }

  // MARK: what all do

  private static func alone(
    _ name: String, _ body: @escaping @Sendable (House) throws -> Void
  ) async throws {
    try await onThread {
      let house = try House("start-\(name)", isAlone: true)
      try inHouse(house) { try body(house) }
    }
  }

  /// Changes a database of a stopped server, and lets go of it.
  private static func change(_ path: String, _ sql: String) throws {
    try Database.open(path: path, mode: .readWriteCreate).execute(sql)
  }

  /// One operation: starts the server, advances its business clock, and stops it.
  private static func advance(_ house: House, days: UInt64) throws {
    try house.startServer()
    let officer = try house.connectOfficer()
    _ = try officer.ask(.officer(.clockAdvance(ClockAdvance(milliseconds: days * 86_400_000))))
    officer.close()
    guard try house.stopServer() == 0 else { throw Stumble("the server ended badly") }
  }
}

/// The databases of a stopped server, as files.
struct DataFiles {
  private let data: String
  private let aside: String

  init(_ house: House) {
    data = house.data
    aside = house.folder
  }

  func bytes(_ name: String) -> [UInt8] { Text.bytes("\(data)/\(name)") }

  /// Copies a database and its log.
  func keep(_ name: String, as label: String) throws {
    for end in ["", "-wal"] {
      try Tool.run("cp", ["\(data)/\(name)\(end)", "\(aside)/\(label)-\(name)\(end)"])
    }
  }

  /// Puts a copy in the place of a database.
  func bringBack(_ name: String, from label: String) throws {
    try Text.remove("\(data)/\(name)-shm")
    for end in ["", "-wal"] {
      try Tool.run("cp", ["\(aside)/\(label)-\(name)\(end)", "\(data)/\(name)\(end)"])
    }
  }
}

import Protocol
import Store
import Testing
import Transport

/// Starts on data that must not be served: each is refused with its reason and the remedy.
@Suite(.serialized) struct RefusedStartTests {
  private static let fault: Int32 = 70

  @Test func `books ahead of the journal are refused and kept: only a restore helps`() async throws
  {
    try await Self.alone("ahead") { rig in
      let files = DatabaseCopies(rig)
      try Self.advance(rig, days: 1)
      try files.keep("journal.db", as: "old")
      try Self.advance(rig, days: 2)
      let books = files.bytes("books.db")
      try files.bringBack("journal.db", from: "old")
      let (code, said) = try rig.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("booksAhead(books: 2, journal: 1)"))
      #expect(
        said.contains("next: the journal lost rows: keep the books aside and restore a backup"))
      #expect(files.bytes("books.db") == books)
      #expect(
        try rig.run("shebaod", ["verify", "--data", rig.data], expecting: 1)
          .contains("超前于日志"))
    }
  }

  @Test func `books of another history are refused, and rebuilt`() async throws {
    try await Self.alone("history") { rig in
      let files = DatabaseCopies(rig)
      try Self.advance(rig, days: 1)
      for name in ["journal.db", "books.db"] { try files.keep(name, as: "old") }
      try Self.advance(rig, days: 2)
      try files.keep("books.db", as: "other")
      for name in ["journal.db", "books.db"] { try files.bringBack(name, from: "old") }
      try Self.advance(rig, days: 3)
      try files.bringBack("books.db", from: "other")
      let (code, said) = try rig.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("otherHistory(sequence: 2)") && said.contains("next: shebaod rebuild"))
      #expect(
        try rig.run("shebaod", ["verify", "--data", rig.data], expecting: 1)
          .contains("另一段历史"))
      try rig.daemon(["rebuild", "--data", rig.data])
      try Self.advance(rig, days: 1)
      try rig.daemon(["verify", "--data", rig.data])
    }
  }

  @Test func `books of another shape are refused, and rebuilt`() async throws {
    try await Self.alone("shape") { rig in
      try Self.advance(rig, days: 1)
      try Self.change(rig.data + "/books.db", "PRAGMA user_version = 9")
      let (code, said) = try rig.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("otherShape(found: 9)") && said.contains("next: shebaod rebuild"))
      try rig.daemon(["rebuild", "--data", rig.data])
      try Self.advance(rig, days: 1)
      try rig.daemon(["verify", "--data", rig.data])
    }
  }

  @Test func `a journal whose chain is broken is refused, and named`() async throws {
    try await Self.alone("chain") { rig in
      try Self.advance(rig, days: 1)
      try Self.advance(rig, days: 2)
      try Self.change(
        rig.data + "/journal.db",
        """
        DROP TRIGGER operation_is_never_changed;
        UPDATE operation SET at = at + 1 WHERE sequence = 2
        """)
      #expect(
        try rig.run("shebaod", ["verify", "--data", rig.data], expecting: 1)
          .contains("operation 2 is not what its hash says"))
      for end in ["", "-wal", "-shm"] { try TestFiles.remove(rig.data + "/books.db" + end) }
      let (code, said) = try rig.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("operation 2 is not what its hash says"))
      #expect(said.contains("next: shebaod verify"))
    }
  }

  @Test func `data that another server holds are refused`() async throws {
    try await Self.alone("taken") { rig in
      try rig.startServer()
      let (code, said) = try rig.failToStart()
      #expect(code == Self.fault)
      #expect(said.contains("another process works in the data folder"))
      #expect(try rig.stopServer() == 0)
    }
  }

  // MARK: Steps

  private static func alone(
    _ name: String, _ body: @escaping @Sendable (ServerRig) throws -> Void
  ) async throws {
    try await onThread {
      let rig = try ServerRig("start-\(name)", isAlone: true)
      try withRig(rig) { try body(rig) }
    }
  }

  /// Executes SQL on a database of a stopped server.
  private static func change(_ path: String, _ sql: String) throws {
    try Database.open(path: path, mode: .readWriteCreate).execute(sql)
  }

  /// Appends one operation: starts the server, advances its business clock, and stops it.
  private static func advance(_ rig: ServerRig, days: UInt64) throws {
    try rig.startServer()
    let officer = try rig.connectOfficer()
    _ = try officer.ask(.officer(.clockAdvance(ClockAdvance(milliseconds: days * 86_400_000))))
    officer.close()
    guard try rig.stopServer() == 0 else { throw RigFailure("the server ended badly") }
  }
}

import Protocol
import Store
import Testing
import Transport

/// An import that is cut at 60 %, first the client, then the server: all of it is there, once.
@Suite(.serialized) struct ImportTests {
  static let usual = 200
  static let full = 20_000

  @Test(.timeLimit(.minutes(20)))
  func `cut at 60 % in client and server, an import goes on, and every notice is there once`()
    async throws
  {
    let employers = Proof.isFull ? Self.full : Self.usual
    try await onThread {
      let house = try House("import", isAlone: true)
      try inHouse(house) {
        try house.startServer()
        let file = house.folder + "/notices.jsonl"
        try house.run(
          "shebao",
          ["officer", "generate", "--employers", "\(employers)", "--seed", "7", "--out", file],
          within: 600_000)
        let lines = try Self.count(file, "")
        let begun = MonotonicTime.now()

        let first = try Self.importing(house, file, [])
        let note = try first.line(with: "--batch")
        let batch = try #require(note.split(separator: " ").last.map(String.init))
        let sent = try Self.reach(house, batch) { $0.received * 10 >= lines * 6 }
        first.slay()
        #expect(sent.phase == .open)

        let second = try Self.importing(house, file, ["--batch", batch])
        let applied = try Self.reach(house, batch) { $0.applied * 10 >= lines * 6 }
        house.killServer()
        second.slay()
        #expect(applied.phase == .committed)

        try house.startServer()
        // The same command again, for someone who does not know how far it came.
        let third = try Self.importing(house, file, ["--batch", batch])
        #expect(try third.wait(600_000) == 0)
        let took = MonotonicTime.now() - begun
        let done = try Self.reach(house, batch) { $0.phase == .applied }
        #expect(done.applied == lines && done.rejected == 0)
        let memory = Proof.residentMiB(house.serverID, "VmHWM")
        #expect(try house.stopServer() == 0)
        let notices = try Self.checkBooks(house, file)
        try house.daemon(["verify", "--data", house.data])
        try house.daemon(["rebuild", "--data", house.data])
        Proof.note(
          "import: \(lines) lines, cut at \(sent.received) sent and \(applied.applied) applied,"
            + " in \(took) ms; server after its restart at most \(memory) MiB")
        Proof.figure("notices", notices, of: notices)
      }
    }
  }

  /// Starts the command; its output is the house's to be read.
  private static func importing(
    _ house: House, _ file: String, _ options: [String]
  ) throws -> Child {
    try Child.start(
      "\(Places.programs)/shebao",
      ["officer", "import", file, "--server", "unix:\(house.data)/officer.sock"] + options,
      environment: house.environment,
      output: "\(house.folder)/import-\(UInt64.random(in: 0...UInt64.max))")
  }

  private static func reach(
    _ house: House, _ batch: String, _ isFar: (ImportState) -> Bool
  ) throws -> ImportState {
    let channel = try house.connectOfficer()
    defer { channel.close() }
    let which = ImportReference(batch: try #require(Id128(hex: batch)), after: 0)
    let deadline = MonotonicTime.now() + 600_000
    while true {
      guard let state = try channel.ask(.imports(.show(which))) as? ImportState else {
        throw Stumble("import.show")
      }
      if isFar(state) { return state }
      guard MonotonicTime.now() < deadline else { throw Stumble("the import stands at \(state)") }
      Pause.take(1)
    }
  }

  /// Lines of the file that hold some text.
  private static func count(_ file: String, _ text: String) throws -> UInt64 {
    let said = try Tool.run("grep", ["-c", text, file])
    return try #require(UInt64(said.filter(\.isNumber)))
  }

  /// Every notice of the file is in the books, once; how many there are.
  private static func checkBooks(_ house: House, _ file: String) throws -> Int {
    let wanted = Int(try count(file, "^{\"notice\":"))
    let books = try Database.open(path: house.data + "/books.db", mode: .readOnly)
    #expect(try books.number("SELECT count(*) FROM notice") == Int64(wanted))
    #expect(try books.number("SELECT count(DISTINCT number) FROM notice") == Int64(wanted))
    #expect(try books.number("SELECT max(version) FROM notice") == 1)
    return wanted
  }
}

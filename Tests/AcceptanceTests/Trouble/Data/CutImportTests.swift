import Protocol
import Store
import Testing
import Transport

/// An import interrupted at 60 %, once by a kill of the client and once of the server: every line
/// is applied once.
@Suite(.serialized) struct CutImportTests {
  /// The number of employers in the file, in an ordinary run and with `PROVE_TROUBLE`.
  static let usual = 200
  static let full = 20_000

  @Test(.timeLimit(.minutes(20)))
  func `cut at 60 % in client and server, an import goes on, and every notice is there once`()
    async throws
  {
    let employers = TroubleProof.isFull ? Self.full : Self.usual
    try await onThread {
      let rig = try ServerRig("import", isAlone: true)
      try withRig(rig) {
        try rig.startServer()
        let file = rig.folder + "/notices.jsonl"
        try rig.run(
          "shebao",
          ["officer", "generate", "--employers", "\(employers)", "--seed", "7", "--out", file],
          within: 600_000)
        let lines = try Self.count(file, "")
        let begun = MonotonicTime.now()

        let first = try Self.importing(rig, file, [])
        let note = try first.line(with: "--batch")
        let batch = try #require(note.split(separator: " ").last.map(String.init))
        let sent = try Self.reach(rig, batch) { $0.received * 10 >= lines * 6 }
        first.slay()
        #expect(sent.phase == .open)

        let second = try Self.importing(rig, file, ["--batch", batch])
        let applied = try Self.reach(rig, batch) { $0.applied * 10 >= lines * 6 }
        rig.killServer()
        second.slay()
        #expect(applied.phase == .committed)

        try rig.startServer()
        // The same command again: the server knows how far the batch came.
        let third = try Self.importing(rig, file, ["--batch", batch])
        #expect(try third.wait(600_000) == 0)
        let took = MonotonicTime.now() - begun
        let done = try Self.reach(rig, batch) { $0.phase == .applied }
        #expect(done.applied == lines && done.rejected == 0)
        let memory = try TroubleProof.residentMiB(rig.serverID, "VmHWM")
        #expect(try rig.stopServer() == 0)
        let (kept, notices) = try Self.checkBooks(rig, file)
        try rig.daemon(["verify", "--data", rig.data])
        try rig.daemon(["rebuild", "--data", rig.data])
        TroubleProof.measured(
          "import: \(lines) lines, cut at \(sent.received) sent and \(applied.applied) applied,"
            + " in \(took) ms; server after its restart at most \(memory) MiB")
        TroubleProof.figure("notices", kept, of: notices)
      }
    }
  }

  /// Starts `officer import` in the background.
  private static func importing(
    _ rig: ServerRig, _ file: String, _ options: [String]
  ) throws -> ChildProcess {
    try ChildProcess.start(
      "\(TestPaths.programs)/shebao",
      ["officer", "import", file, "--server", "unix:\(rig.data)/officer.sock"] + options,
      environment: rig.environment,
      output: "\(rig.folder)/import-\(UInt64.random(in: 0...UInt64.max))")
  }

  private static func reach(
    _ rig: ServerRig, _ batch: String, _ isFar: (ImportState) -> Bool
  ) throws -> ImportState {
    let channel = try rig.connectOfficer()
    defer { channel.close() }
    let which = ImportReference(batch: try #require(Id128(hex: batch)), after: 0)
    let deadline = MonotonicTime.now() + 600_000
    while true {
      guard let state = try channel.ask(.imports(.show(which))) as? ImportState else {
        throw RigFailure("import.show")
      }
      if isFar(state) { return state }
      guard MonotonicTime.now() < deadline else {
        throw RigFailure("the import stands at \(state)")
      }
      Pause.sleep(1)
    }
  }

  /// Returns the number of lines that match a pattern of grep(1).
  private static func count(_ file: String, _ text: String) throws -> UInt64 {
    let said = try SystemTool.run("grep", ["-c", text, file])
    return try #require(UInt64(said.filter(\.isNumber)))
  }

  /// Checks that the books have every notice of the file once, and returns their number.
  private static func checkBooks(_ rig: ServerRig, _ file: String) throws -> (kept: Int, of: Int) {
    let wanted = Int(try count(file, "^{\"notice\":"))
    let books = try Database.open(path: rig.data + "/books.db", mode: .readOnly)
    #expect(try books.number("SELECT count(*) FROM notice") == Int64(wanted))
    let kept = try #require(try books.number("SELECT count(DISTINCT number) FROM notice"))
    #expect(kept == Int64(wanted))
    #expect(try books.number("SELECT max(version) FROM notice") == 1)
    return (Int(kept), wanted)
  }
}

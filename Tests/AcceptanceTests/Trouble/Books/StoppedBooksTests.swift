import Protocol
import Store
import Testing
import Transport

/// An operation that the books cannot store stops the real server's bookkeeper, and nothing else.
@Suite(.serialized) struct StoppedBooksTests {
  @Test
  func `changes are refused, reads and reports go on, verify names the damage, rebuild mends it`()
    async throws
  {
    try await onThread {
      let rig = try ServerRig("alarm")
      try withRig(rig) {
        var clerk = try ClerkRig(rig, notices: 4)
        #expect(try rig.stopServer() == 0)
        try Self.spoil(rig.data + "/books.db", clerk.worker.errands[1].notice)
        try rig.startServer()
        try rig.lab(["sandbox", "status", "--wait", "30"])
        try rig.lab(["sandbox", "faults", "set", "delay=3000*1"])
        try clerk.worker.work(0..<1)

        // The declaration is in the journal, so it stands, although the books cannot store it.
        try clerk.worker.declareOnce(1)
        try eventually("the alarm") { rig.log.contains("bookkeeper_stopped") }
        let refusal = try #require(try clerk.refusal(ofDeclaring: 2))
        #expect(refusal.reason == "BOOKS_BEHIND" && refusal.outcome == .notStarted)
        #expect(try clerk.todo(1)?.status == .unpaid)
        try clerk.settled(0)
        #expect(try FullDiskTests.healthNote(rig).contains("账册已停止登记"))
        try eventually("the trace") { !TestFiles.bytes(rig.data + "/books-stopped").isEmpty }
        let said = try rig.run("shebaod", ["verify", "--data", rig.data], expecting: 1)
        #expect(said.contains("账簿停在操作") && said.contains("spoilt"))

        #expect(try rig.stopServer() == 0)
        let (code, start) = try rig.failToStart()
        #expect(code == 70)
        #expect(start.contains("stopped") && start.contains("next: shebaod rebuild"))
        try rig.daemon(["rebuild", "--data", rig.data])
        try rig.startServer()
        #expect(try FullDiskTests.healthNote(rig).isEmpty)
        try clerk.worker.work(1..<4)
        try clerk.worker.finish()
        try clerk.prove()
      }
    }
  }

  /// Adds triggers to the books of a stopped server that fail every change of one notice's lines,
  /// as a defect of the bookkeeper would.
  private static func spoil(_ path: String, _ notice: NoticeNumber) throws {
    let books = try Database.open(path: path, mode: .readWriteCreate)
    for change in ["INSERT", "UPDATE"] {
      try books.execute(
        """
        CREATE TRIGGER spoilt_\(change) BEFORE \(change) ON line
        WHEN NEW.notice = '\(notice.text)' AND NEW.status <> 1
        BEGIN SELECT RAISE(ABORT, 'spoilt'); END
        """)
    }
  }
}

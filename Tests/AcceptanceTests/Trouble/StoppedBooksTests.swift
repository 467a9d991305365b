import Protocol
import Store
import Testing
import Transport

/// A row that the books refuse stops the bookkeeper of the real server, and nothing else.
@Suite(.serialized) struct StoppedBooksTests {
  @Test func `changes are refused, reads and reports go on, verify names it, rebuild mends it`()
    async throws
  {
    try await onThread {
      let house = try House("alarm")
      try inHouse(house) {
        var street = try Street(house, notices: 4)
        #expect(try house.stopServer() == 0)
        try Self.spoil(house.data + "/books.db", street.worker.errands[1].notice)
        try house.startServer()
        try house.lab(["sandbox", "status", "--wait", "30"])
        try house.lab(["sandbox", "faults", "set", "delay=3000*1"])
        try street.worker.work(0..<1)

        // The declaration is in the journal, so it is true; the books cannot take it.
        try street.worker.declareOnce(1)
        try eventually("the alarm") { house.log.contains("bookkeeper_stopped") }
        let refusal = try #require(try street.refusal(ofDeclaring: 2))
        #expect(refusal.reason == "BOOKS_BEHIND" && refusal.outcome == .notStarted)
        #expect(try street.todo(1)?.status == .unpaid)
        try street.settled(0)
        #expect(try FullDiskTests.note(house).contains("账册已停止登记"))
        try eventually("the trace") { !Text.bytes(house.data + "/books-stopped").isEmpty }
        let said = try house.run("shebaod", ["verify", "--data", house.data], expecting: 1)
        #expect(said.contains("账簿停在操作") && said.contains("spoilt"))

        #expect(try house.stopServer() == 0)
        let (code, start) = try house.failToStart()
        #expect(code == 70)
        #expect(start.contains("stopped") && start.contains("next: shebaod rebuild"))
        try house.daemon(["rebuild", "--data", house.data])
        try house.startServer()
        #expect(try FullDiskTests.note(house).isEmpty)
        try street.worker.work(1..<4)
        try street.worker.finish()
        try street.prove()
      }
    }
  }

  /// Makes the books of a stopped server refuse what a defect would have them refuse: the change
  /// of one notice's lines.
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

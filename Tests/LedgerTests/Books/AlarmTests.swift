@testable import Bureau
import Fixtures
import Ledger
import Protocol
import Testing

/// A defect of the bureau stops the bookkeeper at the operation that has it.
@Suite struct AlarmTests {
  /// Returns a history whose operation `bad` pays without a receipt.
  private static func history() -> (entries: [JournalEntry], bad: UInt64) {
    var history = RandomHistory(seed: 21)
    history.found(employers: 2, notices: 4)
    let number = Fixture.registration(1)
    for receipt in ["R1", ""] {
      history.declare(number)
      history.pay(number)
      pay(&history, receipt: receipt)
    }
    let bad = history.state.sequence
    history.live(50)
    return (history.entries, bad)
  }

  private static func pay(_ history: inout RandomHistory, receipt: String) {
    let number = Fixture.registration(1)
    let live = history.state.employers[number]?.attempts.values.first { $0.status == .requested }
    guard let ticket = live?.number else { return }
    history.operate([
      .employer(
        .attemptHandedOut(
          AttemptHandedOut(registration: number, number: ticket, at: RandomHistory.start)))
    ])
    history.operate([
      .employer(
        .attemptSucceeded(
          AttemptSucceeded(
            registration: number, number: ticket, receipt: receipt, at: RandomHistory.start)))
    ])
  }

  @Test(arguments: [1, 10, 20_000])
  func `a broken constraint stops the bookkeeper, its mark at the operation before`(size: Int)
    throws
  {
    let folder = try BookFolder()
    let (entries, bad) = Self.history()
    let alarm = Alarm(
      sequence: bad,
      cause: .constraint("CHECK constraint failed: money_came_with_a_receipt"))
    let bookkeeper = try folder.bookkeeper()
    let found = failure {
      for start in stride(from: 0, to: entries.count, by: size) {
        try bookkeeper.keep(Array(entries[start..<min(entries.count, start + size)]))
      }
    }
    #expect(found == .stopped(alarm))
    #expect(bookkeeper.alarm == alarm)
    #expect(bookkeeper.mark.sequence == bad - 1)
    #expect(try BooksReader(folder.books).mark() == bookkeeper.mark)
    #expect(failure { try bookkeeper.keep([]) } == .stopped(alarm))
    try folder.keep(Array(entries[..<Int(bad - 1)]), name: "before.db")
    #expect(try Rebuild.compare(folder.file("before.db"), folder.books) == [])
  }

  @Test func `undecodable events stop the bookkeeper, its mark at the operation before`() throws {
    let folder = try BookFolder()
    var (entries, _) = Self.history()
    entries[8].events = [1, 2, 3]
    let bookkeeper = try folder.bookkeeper()
    let found = failure { try bookkeeper.keep(entries) }
    #expect(found == .stopped(Alarm(sequence: 9, cause: .undecodable)))
    #expect(bookkeeper.mark.sequence == 8)
  }

  @Test func `an undecodable import part stops the bookkeeper`() throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 22)
    history.found(employers: 1, notices: 1)
    let batch = ImportBatch(
      batch: Fixture.id(1), name: "", phase: .open, lines: 1, total: 0, received: 1, parts: 1,
      sum: 0, problems: 0, applied: 0, rejected: 0, cursor: "", begun: RandomHistory.start)
    history.operate([
      .imports(
        .importPartTaken(
          ImportPartTaken(batch: batch, index: 0, records: [0xFF], problems: [])))
    ])
    let bad = history.state.sequence
    let bookkeeper = try folder.bookkeeper()
    let found = failure { try bookkeeper.keep(history.entries) }
    #expect(found == .stopped(Alarm(sequence: bad, cause: .undecodable)))
    #expect(bookkeeper.mark.sequence == bad - 1)
  }
}

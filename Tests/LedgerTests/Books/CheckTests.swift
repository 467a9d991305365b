import Bureau
import Fixtures
import Ledger
import Protocol
import Store
import Testing

@Suite struct StartCheckTests {
  private static func entries() -> [JournalEntry] {
    var history = RandomHistory(seed: 91)
    history.found(employers: 3, notices: 2)
    history.live(100)
    return history.entries
  }

  @Test func `a start brings the books to the journal's end`() throws {
    let folder = try BookFolder()
    let entries = Self.entries()
    let journal = try folder.journal(entries)
    try folder.keep(Array(entries[..<40]))
    let bookkeeper = try StartCheck.run(journal, books: folder.books, now: entries.last?.at)
    #expect(bookkeeper.mark.sequence == UInt64(entries.count))
  }

  @Test func `books ahead of the journal are refused`() throws {
    let folder = try BookFolder()
    let entries = Self.entries()
    let journal = try folder.journal(Array(entries[..<40]))
    try folder.keep(Array(entries[..<41]))
    let found = failure { _ = try StartCheck.run(journal, books: folder.books, now: nil) }
    #expect(found == .booksAhead(books: 41, journal: 40))
  }

  @Test func `books of another history are refused`() throws {
    let folder = try BookFolder()
    var entries = Self.entries()
    try folder.keep(Array(entries[..<40]))
    entries[20].reply = [9]
    let journal = try folder.journal(entries)
    let found = failure { _ = try StartCheck.run(journal, books: folder.books, now: nil) }
    #expect(found == .otherHistory(sequence: 40))
  }

  @Test func `books of another shape are refused`() throws {
    let folder = try BookFolder()
    let entries = Self.entries()
    let journal = try folder.journal(entries)
    try folder.keep(entries)
    try folder.tamper("PRAGMA user_version = 9")
    let found = failure { _ = try StartCheck.run(journal, books: folder.books, now: nil) }
    #expect(found == .otherShape(found: 9))
  }

  @Test(arguments: [(-300_000, true), (-300_001, false), (0, true)] as [(Int64, Bool)])
  func `a clock more than five minutes behind the last operation is refused`(
    offset: Int64, serves: Bool
  ) throws {
    let folder = try BookFolder()
    let entries = Self.entries()
    let journal = try folder.journal(entries)
    let now = entries.last?.at.adding(milliseconds: offset)
    let found = failure { _ = try StartCheck.run(journal, books: folder.books, now: now) }
    #expect(found == (serves ? nil : .clockBehind(milliseconds: -offset)))
  }
}

@Suite struct RebuildTests {
  @Test func `rebuilt books equal the old ones, row for row, and replace them`() throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 92)
    history.found(employers: 3, notices: 2)
    history.live(200)
    let journal = try folder.journal(history.entries)
    try folder.keep(history.entries, perTransaction: 9)
    let new = folder.books + Rebuild.suffix
    #expect(try Rebuild.make(from: journal, at: new).sequence == history.state.sequence)
    #expect(try Rebuild.compare(folder.books, new) == [])
    try folder.tamper("UPDATE employer SET name = 'x' WHERE registration = \(number(2))")
    try folder.tamper("DELETE FROM serial")
    #expect(
      try Rebuild.compare(folder.books, new) == [
        Difference(table: "employer", row: 2, columns: ["name"]),
        Difference(table: "serial", row: 1, columns: []),
      ])
    let lock = try DataFolder.open(folder.path)
    try Rebuild.swap("books.db", in: lock)
    try folder.keep(history.entries, name: "again.db")
    #expect(try Rebuild.compare(folder.books, folder.file("again.db")) == [])
  }

  @Test func `books that another program has open are not swapped, and both stay whole`() throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 97)
    history.found(employers: 3, notices: 3)
    history.live(300)
    let journal = try folder.journal(history.entries)
    try folder.keep(history.entries)
    let new = folder.books + Rebuild.suffix
    try Rebuild.make(from: journal, at: new)
    let lock = try DataFolder.open(folder.path)
    do {
      let other = try Books.read(folder.books)
      _ = try other.text("SELECT name FROM employer")
      #expect { try Rebuild.swap("books.db", in: lock) } throws: { error in
        guard case .store(let failure) = error as? LedgerFailure else { return false }
        return failure.kind == .busy
      }
    }
    #expect(try Rebuild.compare(folder.books, new) == [])
    try Rebuild.swap("books.db", in: lock)
    #expect(try Verify.run(journal, books: folder.books).found == [])
  }

  private func number(_ serial: UInt64) -> UInt64 { Fixture.registration(serial).number }
}

@Suite struct VerifyTests {
  private static func history() -> RandomHistory {
    var history = RandomHistory(seed: 93)
    history.found(employers: 3, notices: 3)
    history.live(300)
    return history
  }

  @Test func `sound books have no findings`() throws {
    let folder = try BookFolder()
    let entries = Self.history().entries
    let journal = try folder.journal(entries)
    try folder.keep(entries)
    let report = try Verify.run(journal, books: folder.books)
    #expect(report.found == [])
    #expect(report.mark.sequence == report.head.sequence)
  }

  /// SQL that breaks an invariant, with the invariant's number.
  static let defects: [(String, Int)] = [
    ("UPDATE notice SET amount = amount + 1", 1),
    ("UPDATE attempt SET amount = amount + 1", 1),
    ("DROP INDEX attempt_receipt; UPDATE attempt SET receipt = 'R' WHERE receipt <> ''", 2),
    (
      """
      DROP INDEX attempt_line_live; INSERT INTO attempt_line SELECT attempt, place + 99,
        registration, notice, line, amount, late_fee, 1 FROM attempt_line WHERE is_live = 1
      """, 3
    ),
    ("UPDATE line SET status = 3 WHERE status = 4", 3),
    ("UPDATE attempt_line SET amount = amount - 1", 4),
    ("UPDATE notice SET sequential = 1, period_from = 202001, filed = 1", 5),
    ("UPDATE notice SET kind = 2", 6),
    ("UPDATE attempt SET is_confirmed = 0", 7),
    ("UPDATE notice SET is_open = 1 - is_open", 8),
    ("DELETE FROM operation_key", 10),
    ("UPDATE operation_key SET sequence = sequence + 1", 10),
    (
      """
      UPDATE attempt SET key = zeroblob(16), day = 20260101, registration =
        (SELECT min(registration) FROM attempt), notice = (SELECT min(notice) FROM attempt)
      """, 11
    ),
    (
      """
      UPDATE attempt SET registration = (SELECT max(registration) FROM employer),
        notice = (SELECT min(notice) FROM attempt)
      """, 14
    ),
    ("UPDATE agreement SET bank_order = zeroblob(16)", 14),
    ("UPDATE agreement_order SET clearing_bank = clearing_bank + 1", 14),
    ("UPDATE agreement_order SET digest = zeroblob(32)", 14),
    ("UPDATE mark SET sequence = sequence + 1", 15),
    ("UPDATE mark SET hash = zeroblob(32)", 15),
    ("DELETE FROM employer", 0),
  ]

  @Test(arguments: defects)
  func `each broken invariant is reported`(sql: String, invariant: Int) throws {
    let folder = try BookFolder()
    let entries = Self.history().entries
    let journal = try folder.journal(entries)
    try folder.keep(entries)
    try folder.tamper(sql)
    let found = try Verify.run(journal, books: folder.books).found
    #expect(found.contains { $0.invariant == invariant })
  }

  @Test func `a debit that the journal sends twice is reported`() throws {
    let folder = try BookFolder()
    var history = Self.history()
    var sent: [Event] = []
    for entry in history.entries {
      for event in try EventCoding.decode(entry.events) {
        if case .employer(.attemptHandedOut) = event { sent.append(event) }
      }
    }
    history.operate([try #require(sent.first)])
    let journal = try folder.journal(history.entries)
    try folder.keep(history.entries)
    let found = try Verify.run(journal, books: folder.books).found
    #expect(found.map(\.invariant) == [16])
  }

  @Test func `two employers may have a notice of one number`() throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 93)
    history.found(employers: 2, notices: 0)
    let notice = RandomHistory.notice("G1", lines: [RandomHistory.line(1, fen: 100)])
    for employer in 1...2 as ClosedRange<UInt64> {
      history.operate([
        .employer(
          .noticeFiled(
            NoticeFiled(registration: Fixture.registration(employer), notice: notice)))
      ])
    }
    let journal = try folder.journal(history.entries)
    try folder.keep(history.entries)
    #expect(try Verify.run(journal, books: folder.books).found == [])
  }

  @Test func `a broken chain is reported`() throws {
    let folder = try BookFolder()
    let entries = Self.history().entries
    let journal = try folder.journal(entries)
    try folder.keep(entries)
    try folder.tamper(
      """
      DROP TRIGGER operation_is_never_changed;
      UPDATE operation SET method = 1 WHERE sequence = 7
      """, name: "journal.db")
    let found = try Verify.run(journal, books: folder.books).found
    #expect(found.map(\.invariant) == [9])
  }
}

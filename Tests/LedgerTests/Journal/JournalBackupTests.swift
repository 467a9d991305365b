import Bureau
import Ledger
import Protocol
import Store
import Testing

@Suite struct JournalBackupTests {
  let folder: JournalFolder
  let journal: SQLiteJournal

  init() throws {
    folder = try JournalFolder()
    journal = try folder.open()
  }

  @Test func `a backup is extended by the entries that it lacks`() throws {
    let path = folder.file("backup.db")
    var head = try journal.append(entries(1...2_500), after: try journal.claim())
    #expect(try journal.backup(to: path) == head)
    #expect(try journal.backup(to: path) == head)
    head = try journal.append(entries(2_501...2_600), after: head)
    #expect(try journal.backup(to: path) == head)
    let copy = try folder.open("backup.db", access: .readOnly)
    #expect(try copy.verifyChain(from: 0, hash: .zero).hash == head.hash)
    #expect(try copy.read(after: 2_590, limit: 100) == entries(2_591...2_600))
  }

  @Test func `a backup cannot be claimed before it is adopted`() throws {
    _ = try journal.append(entries(1...3), after: try journal.claim())
    let head = try journal.backup(to: folder.file("backup.db"))
    let copy = try folder.open("backup.db")
    #expect(throws: JournalFailure.backup) { _ = try copy.claim() }
    #expect(throws: JournalFailure.backup) { _ = try copy.append(entries(4...4), after: head) }
    #expect(throws: JournalFailure.self) { try copy.adopt(beginning: entries(6...6)) }
    #expect(throws: JournalFailure.backup) { _ = try copy.claim() }
    try copy.adopt(beginning: entries(4...5))
    #expect(throws: JournalFailure.lostClaim) { _ = try copy.append(entries(4...4), after: head) }
    let again = try folder.open("backup.db")
    let claimed = try again.claim()
    #expect(claimed.epoch == head.epoch + 2)
    #expect(try again.verifyChain(from: 0, hash: .zero).hash == claimed.hash)
    #expect(try again.append(entries(6...6), after: claimed).sequence == 6)
    #expect(throws: JournalFailure.malformed("the journal is no backup")) {
      try again.adopt(beginning: [])
    }
  }

  @Test func `an empty journal makes an empty backup`() throws {
    #expect(try journal.backup(to: folder.file("backup.db")).sequence == 0)
    #expect(try journal.backup(to: folder.file("backup.db")).sequence == 0)
  }

  @Test func `a journal in use is refused as the target of a backup`() throws {
    _ = try journal.append(entries(1...3), after: try journal.claim())
    let other = try folder.open("other.db")
    _ = try other.append(entries(1...2), after: try other.claim())
    let failure = #expect(throws: JournalFailure.self) {
      _ = try journal.backup(to: folder.file("other.db"))
    }
    #expect(failure == .malformed("the file to back up to is a journal in use"))
  }

  @Test func `a backup of another history, or one that is ahead, is refused`() throws {
    let path = folder.file("backup.db")
    let head = try journal.append(entries(1...5), after: try journal.claim())
    _ = try journal.backup(to: path)
    let other = try folder.open("other.db")
    var ends = try other.append([entry(1, events: [9])], after: try other.claim())
    #expect(throws: JournalFailure.behind(last: 1)) { _ = try other.backup(to: path) }
    ends = try other.append(entries(2...7), after: ends)
    #expect(ends.hash != head.hash)
    let failure = #expect(throws: JournalFailure.self) { _ = try other.backup(to: path) }
    guard case .corrupt = failure else {
      Issue.record("another history was appended: \(String(describing: failure))")
      return
    }
  }

  @Test func `a broken chain is not copied to the backup`() throws {
    _ = try journal.append(entries(1...100), after: try journal.claim())
    try folder.tamper("UPDATE operation SET method = 7 WHERE sequence = 60")
    let path = folder.file("backup.db")
    #expect(throws: JournalFailure.self) { _ = try journal.backup(to: path) }
    let copy = try folder.open("backup.db", access: .readOnly)
    #expect(try copy.end().sequence < 60)
  }
}

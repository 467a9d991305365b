import Bureau
import Ledger
import Protocol
import Store
import Testing

@Suite struct SQLiteJournalTests {
  let folder: JournalFolder

  init() throws { folder = try JournalFolder() }

  private func failure(_ body: () throws -> Void) -> JournalFailure? {
    #expect(throws: JournalFailure.self) { try body() }
  }

  @Test func `a new journal is empty and its first claim is 1`() throws {
    let journal = try folder.open()
    #expect(try journal.read(after: 0, limit: 10) == [])
    #expect(try journal.end() == Head(epoch: 0, sequence: 0, hash: .zero))
    #expect(try journal.claim() == Head(epoch: 1, sequence: 0, hash: .zero))
  }

  @Test func `entries are read back unchanged, also after a restart`() throws {
    do {
      let journal = try folder.open()
      var head = try journal.append(entries(1...1), after: try journal.claim())
      head = try journal.append(entries(2...70), after: head)
      #expect(head.sequence == 70)
      #expect(try journal.read(after: 0, limit: 1_000) == entries(1...70))
    }
    let journal = try folder.open()
    #expect(try journal.read(after: 0, limit: 1_000) == entries(1...70))
    #expect(try journal.read(after: 68, limit: 1_000) == entries(69...70))
    #expect(try journal.read(after: 10, limit: 3) == entries(11...13))
    #expect(try journal.read(after: 70, limit: 10) == [])
    #expect(try journal.entry(at: 35) == entry(35))
    #expect(try journal.entry(at: 0) == nil)
    #expect(try journal.entry(at: 71) == nil)
    let head = try journal.claim()
    #expect(head.epoch == 2)
    #expect(head.sequence == 70)
    #expect(try journal.hash(at: 70) == head.hash)
    #expect(try journal.hash(at: 0) == .zero)
    #expect(try journal.hash(at: 71) == nil)
  }

  @Test func `after a second claim the first claimant's entries are refused`() throws {
    let journal = try folder.open()
    let first = try journal.append(entries(1...2), after: try journal.claim())
    let second = try journal.claim()
    #expect(second == Head(epoch: 2, sequence: 2, hash: first.hash))
    #expect(failure { _ = try journal.append(entries(3...3), after: first) } == .lostClaim)
    #expect(try journal.end().sequence == 2)
  }

  @Test func `entries are appended after the last entry only`() throws {
    let journal = try folder.open()
    let start = try journal.claim()
    let head = try journal.append(entries(1...3), after: start)
    #expect(failure { _ = try journal.append(entries(1...3), after: start) } == .behind(last: 3))
    var ahead = head
    ahead.sequence = 5
    #expect(failure { _ = try journal.append(entries(6...6), after: ahead) } == .behind(last: 3))
    #expect(try journal.append(entries(4...4), after: head).sequence == 4)
  }

  @Test func `entries are appended after the last entry's hash only`() throws {
    let journal = try folder.open()
    var head = try journal.append(entries(1...3), after: try journal.claim())
    head.hash = .zero
    guard case .corrupt = failure({ _ = try journal.append(entries(4...4), after: head) }) else {
      Issue.record("another hash was taken")
      return
    }
  }

  @Test(arguments: [[2], [1, 3], [1, 1], [0], [2, 1]] as [[UInt64]])
  func `numbers are gapless`(numbers: [UInt64]) throws {
    let journal = try folder.open()
    let head = try journal.claim()
    guard
      case .malformed = failure({
        _ = try journal.append(numbers.map { entry($0) }, after: head)
      })
    else {
      Issue.record("a gap was taken")
      return
    }
    #expect(try journal.end().sequence == 0)
    #expect(try journal.append(entries(1...1), after: head).sequence == 1)
  }

  @Test func `appending no entries has no effect`() throws {
    let journal = try folder.open()
    let head = try journal.claim()
    #expect(try journal.append([], after: head) == head)
  }

  enum Part: CaseIterable {
    case actor, events, reply

    var limit: Int {
      switch self {
      case .actor: JournalEntry.actorBytesMax
      case .events: JournalEntry.eventsBytesMax
      case .reply: JournalEntry.replyBytesMax
      }
    }

    func set(_ entry: inout JournalEntry, count: Int) {
      let bytes = [UInt8](repeating: 7, count: count)
      switch self {
      case .actor: entry.actor = bytes
      case .events: entry.events = bytes
      case .reply: entry.reply = bytes
      }
    }
  }

  @Test(arguments: Part.allCases)
  func `a part at its limit is taken and one byte more is refused`(part: Part) throws {
    let journal = try folder.open()
    let head = try journal.claim()
    var long = entry(1)
    part.set(&long, count: part.limit + 1)
    guard case .malformed = failure({ _ = try journal.append([long], after: head) }) else {
      Issue.record("one past the limit was taken")
      return
    }
    part.set(&long, count: part.limit)
    #expect(try journal.append([long], after: head).sequence == 1)
    #expect(try journal.entry(at: 1) == long)
    #expect(try journal.verifyChain(from: 0, hash: .zero).sequence == 1)
  }

  @Test func `a batch at the limit is accepted and one entry more is refused`() throws {
    let journal = try folder.open()
    let head = try journal.claim()
    let many = (1...UInt64(SQLiteJournal.entriesMax) + 1).map { entry($0, events: []) }
    guard case .malformed = failure({ _ = try journal.append(many, after: head) }) else {
      Issue.record("one past the limit was taken")
      return
    }
    #expect(try journal.append(many.dropLast(), after: head).sequence == 65_536)
  }

  @Test func `the last sequence number is the largest that a column holds`() throws {
    let journal = try folder.open()
    var head = try journal.claim()
    head.sequence = JournalEntry.sequenceMax
    guard
      case .malformed = failure({
        _ = try journal.append([entry(JournalEntry.sequenceMax &+ 1)], after: head)
      })
    else {
      Issue.record("a number past the last was taken")
      return
    }
  }

  @Test func `one read ends when it has enough bytes`() throws {
    let journal = try folder.open()
    let large = (1...20).map {
      entry($0, events: [UInt8](repeating: 1, count: JournalEntry.eventsBytesMax))
    }
    _ = try journal.append(large, after: try journal.claim())
    let first = try journal.read(after: 0, limit: 100)
    #expect(first.count == 16)
    #expect(try journal.read(after: 16, limit: 100).count == 4)
  }

  @Test func `reading needs no lock, and writing fails while another connection writes`() throws {
    let journal = try folder.open()
    let head = try journal.append(entries(1...3), after: try journal.claim())
    let other = try Database.open(path: folder.journal, mode: .readWriteCreate)
    try other.execute("BEGIN IMMEDIATE")
    #expect(try journal.read(after: 0, limit: 10).count == 3)
    guard case .io = failure({ _ = try journal.append(entries(4...4), after: head) }) else {
      Issue.record("two connections wrote")
      return
    }
  }

  @Test func `operations are never changed and never removed`() throws {
    let journal = try folder.open()
    _ = try journal.append(entries(1...3), after: try journal.claim())
    let other = try Database.open(path: folder.journal, mode: .readWriteCreate)
    for sql in ["UPDATE operation SET at = 1", "DELETE FROM operation WHERE sequence = 3"] {
      #expect(throws: StoreFailure.self) { try other.execute(sql) }
    }
  }

  @Test func `a journal opened for reading refuses every write`() throws {
    do {
      let journal = try folder.open()
      _ = try journal.append(entries(1...3), after: try journal.claim())
    }
    let journal = try folder.open(access: .readOnly)
    #expect(try journal.read(after: 0, limit: 10) == entries(1...3))
    #expect(failure { _ = try journal.claim() } == .readOnly)
    #expect(failure { _ = try journal.append([], after: try journal.end()) } == .readOnly)
    #expect(failure { try journal.checkpointIfNeeded(isIdle: true) } == .readOnly)
    #expect(failure { try journal.adopt(beginning: []) } == .readOnly)
  }

  @Test func `the log is copied from its threshold on, earlier when idle`() throws {
    let journal = try folder.open()
    var head = try journal.append(entries(1...10), after: try journal.claim())
    #expect(try !journal.checkpointIfNeeded(isIdle: true))
    head = try journal.append(entries(11...200), after: head)
    #expect(try !journal.checkpointIfNeeded(isIdle: false))
    #expect(try journal.checkpointIfNeeded(isIdle: true))
    #expect(try !journal.checkpointIfNeeded(isIdle: true))
    head = try journal.append(entries(201...1_000), after: head)
    #expect(try journal.checkpointIfNeeded(isIdle: false))
    #expect(try journal.read(after: 0, limit: 2_000) == entries(1...1_000))
  }

  @Test func `a real start grows the log and serves`() throws {
    let path = folder.journal
    for epoch in 1...2 as ClosedRange<UInt64> {
      let journal = try SQLiteJournal.open(path)
      let head = try journal.claim()
      #expect(head.epoch == epoch)
      _ = try journal.append([entry(epoch)], after: head)
      #expect(try journal.verifyChain(from: 0, hash: .zero).sequence == epoch)
    }
  }

  @Test(
    arguments: [
      (0, SQLiteJournal.reserveBytes, SQLiteJournal.Access.serve),
      (0, SQLiteJournal.reserveBytes - 1, .readOnly),
      (1, .max, .serve), (2, .max, .readOnly), (3, .max, .readOnly),
    ] as [(UInt64, UInt64, SQLiteJournal.Access)])
  func `a start serves only with room and fewer than two failures`(
    failures: UInt64, free: UInt64, access: SQLiteJournal.Access
  ) {
    #expect(SQLiteJournal.access(failures: failures, freeBytes: free) == access)
  }
}

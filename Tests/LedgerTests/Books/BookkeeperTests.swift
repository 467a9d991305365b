import Bureau
import Ledger
import Protocol
import Store
import Testing

@Suite struct BookkeeperTests {
  private static func history(seed: UInt64, operations: Int = 600) -> RandomHistory {
    var history = RandomHistory(seed: seed)
    history.found(employers: 5, notices: 3)
    history.live(operations)
    return history
  }

  @Test(arguments: [1, 7, 97, 5_000])
  func `transactions of any size give the same books`(size: Int) throws {
    let folder = try BookFolder()
    let history = Self.history(seed: 11)
    let whole = try folder.keep(history.entries, name: "whole.db")
    // Transactions of 7 operations keep no employer in memory between two, those of 97 no notice
    // and no attempt.
    let parts = try folder.keep(
      history.entries, perTransaction: size, inMemoryMax: size == 7 ? 0 : 1_000,
      piecesMax: size == 97 ? 0 : 1_000)
    #expect(whole == parts)
    #expect(whole.sequence == history.state.sequence)
    #expect(try Rebuild.compare(folder.file("whole.db"), folder.books) == [])
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `a loaded employer is what its events made`(seed: UInt64) throws {
    let folder = try BookFolder()
    let history = Self.history(seed: seed)
    try folder.keep(history.entries, perTransaction: 100)
    let reader = try BooksReader(folder.books)
    for (number, employer) in history.state.employers {
      var loaded = try #require(try reader.employer(number))
      let expected = asLoaded(employer)
      for (ticket, attempt) in loaded.attempts { #expect(employer.attempts[ticket] == attempt) }
      let mustHave = expected.attempts.values.filter {
        AttemptTable.holds($0.status) || expected.notices[$0.notice] != nil
      }
      for attempt in mustHave { #expect(loaded.attempts[attempt.number] != nil) }
      #expect(loaded.attempts.count >= min(50, employer.attempts.count))
      loaded.attempts = expected.attempts
      #expect(loaded == expected)
    }
    for (resident, person) in history.state.persons {
      #expect(try reader.person(resident) == person)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `the start state is the engine's, with every employer that waits for a bank`(
    seed: UInt64
  ) throws {
    let folder = try BookFolder()
    let history = Self.history(seed: seed)
    try folder.keep(history.entries)
    let start = try BooksReader(folder.books).startState()
    let live = history.state
    #expect(start.sequence == live.sequence)
    #expect(start.sessions == live.sessions)
    #expect(start.sessionByToken == live.sessionByToken)
    #expect(start.messages == live.messages)
    #expect(start.serials == live.serials)
    #expect(start.clockAhead == live.clockAhead)
    #expect(start.recovery == live.recovery && start.gaps == live.gaps)
    for batch in start.batches.values { #expect(live.batches[batch.batch] == batch) }
    #expect(start.batches.count == min(20, live.batches.count))
    let waiting = live.employers.values.filter { employer in
      employer.attempts.values.contains { AttemptTable.holds($0.status) }
        || employer.agreements.values.contains { $0.status == .verifying || $0.status == .ending }
    }
    #expect(Set(start.employers.keys) == Set(waiting.map(\.registration.number)))
  }

  @Test func `a restarted bookkeeper goes on from the mark`() throws {
    let folder = try BookFolder()
    let history = Self.history(seed: 3)
    let half = history.entries.count / 2
    try folder.keep(Array(history.entries[..<half]))
    #expect(try BooksReader(folder.books).mark().sequence == UInt64(half))
    try folder.keep(Array(history.entries[half...]))
    try folder.keep(history.entries, name: "whole.db")
    #expect(try Rebuild.compare(folder.file("whole.db"), folder.books) == [])
  }

  @Test func `entries that do not follow the mark are refused`() throws {
    let folder = try BookFolder()
    let history = Self.history(seed: 4, operations: 5)
    let bookkeeper = try folder.bookkeeper()
    #expect(
      failure { try bookkeeper.keep(Array(history.entries[1...])) } == .gap(mark: 0, given: 2))
    #expect(bookkeeper.mark.sequence == 0)
    try bookkeeper.keep(history.entries)
    #expect(bookkeeper.mark.sequence == history.state.sequence)
  }

  @Test func `the mark's hash is the journal's`() throws {
    let folder = try BookFolder()
    let history = Self.history(seed: 5, operations: 40)
    let journal = try folder.journal(history.entries)
    let mark = try folder.bookkeeper().catchUp(journal)
    #expect(try journal.hash(at: mark.sequence) == mark.hash)
  }

  @Test func `sessions and messages that ended stay as rows`() throws {
    let folder = try BookFolder()
    let history = Self.history(seed: 6)
    try folder.keep(history.entries, perTransaction: 3)
    let database = try Books.read(folder.books)
    let ended = try database.number("SELECT count(*) FROM session WHERE ended_why IS NOT NULL")
    let taken = try database.number("SELECT count(*) FROM message WHERE is_taken = 1")
    #expect(try #require(ended) > 0)
    #expect(try #require(taken) > 0)
  }
}

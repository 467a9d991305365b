import Bureau
import Ledger
import Protocol
import Store
import Testing

@Suite struct JournalThreadsTests {
  @Test func `readers beside the writer see whole batches in order`() async throws {
    let folder = try JournalFolder()
    let journal = try folder.open()
    let head = try journal.claim()
    let batches: UInt64 = 60
    let batch: UInt64 = 10
    let problems = Problems()
    await withTaskGroup { group in
      group.addTask {
        do throws(JournalFailure) { try await self.write(journal, head, batches, batch) } catch {
          problems.note("\(error)")
        }
      }
      for _ in 0..<2 {
        group.addTask {
          do throws(JournalFailure) {
            try await self.follow(journal, batches * batch, batch, problems)
          } catch { problems.note("\(error)") }
        }
      }
    }
    #expect(problems.all == [])
    #expect(try journal.end().sequence == batches * batch)
  }

  @concurrent private func write(
    _ journal: SQLiteJournal, _ start: Head, _ batches: UInt64, _ batch: UInt64
  ) async throws(JournalFailure) {
    var head = start
    for _ in 0..<batches {
      let first = head.sequence + 1
      head = try journal.append(entries(first...first + batch - 1), after: head)
      try journal.checkpointIfNeeded(isIdle: true)
      await _Concurrency.Task<Never, Never>.yield()
    }
  }

  @concurrent private func follow(
    _ journal: SQLiteJournal, _ last: UInt64, _ batch: UInt64, _ problems: Problems
  ) async throws(JournalFailure) {
    var at: UInt64 = 0
    while at < last {
      let found = try journal.read(after: at, limit: 1_000)
      if found.isEmpty { await _Concurrency.Task<Never, Never>.yield() }
      for entry in found {
        if entry.sequence != at + 1 { problems.note("\(entry.sequence) after \(at)") }
        at = entry.sequence
      }
      if !at.isMultiple(of: batch) { problems.note("a part of a batch: \(at)") }
      if let end = try journal.entry(at: at), end.sequence != at { problems.note("entry \(at)") }
    }
  }
}

/// The errors that the worker threads found.
private final class Problems: Sendable {
  private let list = Exclusive<[String]>([])
  func note(_ text: String) { list.use { $0.append(text) } }
  var all: [String] { list.use { $0 } }
}

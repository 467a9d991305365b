import Bureau
import Ledger
import Protocol
import Store
import StoreFaults
import Testing

/// A failing disk never leads to a false acknowledgement. Each write and sync of a history fails in
/// turn; the next start finds a complete prefix with every acknowledged entry.
@Suite struct JournalFaultTests {
  let folder: JournalFolder

  init() throws { folder = try JournalFolder(inMemory: true) }

  static let faults: [(FaultDisk.DiskCall, FaultDisk.Effect, Bool)] =
    [FaultDisk.DiskCall.write, .sync, .truncate].flatMap { operation in
      [FaultDisk.Effect.error, .full, .torn].flatMap { outcome in
        [false, true].map { (operation, outcome, $0) }
      }
    }

  /// Opens, claims and appends 1, 10, 5 and 30 entries with a checkpoint between; records the last
  /// acknowledged head.
  private func history(
    _ name: String, _ disk: String, _ failures: FailureCount, told: inout Head?
  ) throws(JournalFailure) {
    let journal = try folder.open(name, vfs: disk, failures: failures)
    var head = try journal.claim()
    for count in [1, 10, 5, 30] as [UInt64] {
      let next = (head.sequence + 1...head.sequence + count).map { entry($0) }
      do throws(JournalFailure) {
        head = try journal.append(next, after: head)
      } catch {
        expectStopped(journal, next, head, by: error)
        throw error
      }
      told = head
      try journal.checkpointIfNeeded(isIdle: true)
    }
  }

  private func expectStopped(
    _ journal: SQLiteJournal, _ entries: [JournalEntry], _ head: Head, by failure: JournalFailure
  ) {
    #expect(throws: failure) { _ = try journal.append(entries, after: head) }
    #expect(throws: failure) { _ = try journal.claim() }
  }

  @Test(arguments: faults)
  func `acknowledged entries survive any failure, and a batch is whole or absent`(
    operation: FaultDisk.DiskCall, outcome: FaultDisk.Effect, isSticky: Bool
  ) throws {
    let disk = try FaultDisk(name: folder.file("disk"))
    var nth = 1
    while true {
      let failures = try FailureCount(path: folder.file("failures-\(nth)"))
      disk.arm(.init([operation], nth: nth, isSticky: isSticky, effect: outcome))
      var told: Head?
      var failure: JournalFailure?
      do throws(JournalFailure) {
        try history("\(nth).db", disk.name, failures, told: &told)
      } catch { failure = error }
      let hasFired = disk.fired > 0
      disk.disarm()
      #expect((failure != nil) == hasFired, "call \(nth): \(String(describing: failure))")
      #expect(try failures.count() == (hasFired ? 1 : 0))
      try expectPrefix("\(nth).db", told)
      guard hasFired else { break }
      nth += 1
    }
    #expect(nth > 1)
  }

  private func expectPrefix(_ name: String, _ told: Head?) throws {
    let journal = try folder.open(name)
    let end = try journal.verifyChain(from: 0, hash: .zero)
    #expect([0, 1, 11, 16, 46].contains(end.sequence))
    guard let told else { return }
    #expect(end.sequence >= told.sequence)
    #expect(try journal.hash(at: told.sequence) == told.hash)
  }

  @Test func `a successful commit clears the count of failures`() throws {
    let failures = try FailureCount(path: folder.file("failures"))
    try failures.add()
    let journal = try folder.open(failures: failures)
    let head = try journal.claim()
    #expect(try failures.count() == 1)
    _ = try journal.append(entries(1...1), after: head)
    #expect(try failures.count() == 0)
  }

  @Test func `a start whose checkpoint fails does not serve and is counted`() throws {
    let disk = try FaultDisk(name: folder.file("disk"))
    let failures = try FailureCount(path: folder.file("failures"))
    do {
      let journal = try folder.open(vfs: disk.name)
      _ = try journal.append(entries(1...10), after: try journal.claim())
    }
    disk.arm(.init([.write], nth: 1, isSticky: true, effect: .full))
    let failure = #expect(throws: JournalFailure.self) {
      _ = try folder.open(vfs: disk.name, failures: failures)
    }
    guard case .diskFull = failure else {
      Issue.record("another failure: \(String(describing: failure))")
      return
    }
    #expect(try failures.count() == 1)
    let reading = try folder.open(access: .readOnly, vfs: disk.name)
    #expect(try reading.read(after: 0, limit: 100) == entries(1...10))
    disk.disarm()
    #expect(try folder.open(failures: failures).claim().sequence == 10)
  }
}

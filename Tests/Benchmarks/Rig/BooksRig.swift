import Bureau
import Ledger
import Protocol

/// A journal, and the bookkeeper of its books, on the calling thread.
final class BooksRig {
  let events: FixtureEvents
  private let journal: SQLiteJournal
  private let keeper: Bookkeeper
  private var head: Head
  private let scope: Digest256

  /// Writes a realm's journal and brings the books up to date.
  init(folder: String, realm: RealmFixture) throws {
    events = FixtureEvents(master: [UInt8](repeating: 7, count: 32))
    journal = try SQLiteJournal.open(folder + "/journal.db")
    head = try journal.claim()
    head = try realm.found(journal, events, after: head)
    keeper = try Bookkeeper(path: folder + "/books.db")
    scope = Digest256(1, 2, 3, 4)
    try keeper.catchUp(journal)
  }

  /// Appends operations to the journal with keys and replies, as calls do.
  func write(_ count: Int, _ made: (Int) throws -> [Event]) throws {
    var entries: [JournalEntry] = []
    for place in 0..<count {
      var entry = events.entry(head.sequence + UInt64(entries.count) + 1, try made(place))
      entry.key = Id128(
        millis: Machine.wallMilliseconds, randomA: 1, randomB: UInt64(place))
      entry.scope = scope
      entry.digest = Digest256(5, 6, 7, UInt64(place))
      entry.reply = [UInt8](repeating: 1, count: 80)
      entries.append(entry)
      if entries.count == 2_000 || place == count - 1 {
        head = try journal.append(entries, after: head)
        entries.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Brings the books on by the next operations, in batches.
  ///
  /// - Returns: this thread's processor time, in nanoseconds.
  func keep(_ count: Int, stretch: Int) throws -> Double {
    let begun = Machine.threadNanoseconds()
    var left = count
    while left > 0 {
      let entries = try journal.read(after: keeper.mark.sequence, limit: min(stretch, left))
      guard !entries.isEmpty else { throw BenchFailure("the journal has no more operations") }
      try keeper.keep(entries)
      left -= entries.count
    }
    return Double(Machine.threadNanoseconds() - begun)
  }
}

import Bureau
import Foundation
import Ledger
import Protocol

/// What the books (账簿) cost by themselves: a journal as the server writes it is kept by a
/// bookkeeper on this thread, whose own time is counted, whatever else runs on the machine.
extension Benchmarks {
  func books() throws {
    let town = Town(employers: options.employers, notices: 30)
    try withBooks(town) { desk in
      let day = desk.seed.businessDate
      try keep("declared, each once", in: desk, operations: 100_000) { unit in
        let (registration, notice) = town.notice(unit)
        return [.employer(.declared(Declared(registration: registration, notice: notice, on: day)))]
      }
    }
    let declared = Town(employers: options.employers, notices: 16, isDeclared: true)
    try withBooks(declared) { desk in
      // Two operations a payment: asked for and handed out; done. The second comes a while later.
      let behind = 256
      try keep("payments, two operations each", in: desk, operations: 100_000) { place in
        let round = place / (2 * behind)
        let inRound = place % (2 * behind)
        let unit = round * behind + inRound % behind
        return desk.seed.payment(unit, in: declared, isDone: inRound >= behind)
      }
    }
  }

  private func keep(
    _ name: String, in desk: BooksDesk, operations: Int, _ events: (Int) throws -> [Event]
  ) throws {
    try desk.write(operations, events)
    for stretch in [1_000, Bookkeeper.stretchMax] {
      let nanoseconds = try desk.keep(operations / 2, stretch: stretch)
      let each = Report.number(nanoseconds / Double(operations / 2) / 1_000, 2)
      Report.say("books, \(name), stretches of \(stretch): \(each) µs of CPU an operation")
    }
    Report.note("memory \(Report.number(Machine.residentMiB(getpid()), 0)) MiB")
  }

  private func withBooks(_ town: Town, _ body: (BooksDesk) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "shebao-books-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let desk = try BooksDesk(folder: folder, town: town)
    try body(desk)
    if !options.keep { try FileManager.default.removeItem(atPath: folder) }
  }
}

/// A journal and the books of it.
final class BooksDesk {
  let seed: Seed
  private let journal: SQLiteJournal
  private let keeper: Bookkeeper
  private var head: Head
  private let scope: Digest256

  /// Founds a town and takes it into the books.
  init(folder: String, town: Town) throws {
    seed = Seed(master: [UInt8](repeating: 7, count: 32))
    journal = try SQLiteJournal.open(folder + "/journal.db")
    head = try journal.claim()
    head = try town.found(journal, seed, after: head)
    keeper = try Bookkeeper(path: folder + "/books.db")
    scope = Digest256(1, 2, 3, 4)
    try keeper.catchUp(journal)
  }

  /// Writes operations with their keys, as calls leave them.
  func write(_ count: Int, _ events: (Int) throws -> [Event]) throws {
    var rows: [JournalEntry] = []
    for place in 0..<count {
      var row = seed.row(head.sequence + UInt64(rows.count) + 1, try events(place))
      row.key = Id128(
        millis: Machine.wallMilliseconds, randomA: 1, randomB: UInt64(place))
      row.scope = scope
      row.digest = Digest256(5, 6, 7, UInt64(place))
      row.reply = [UInt8](repeating: 1, count: 80)
      rows.append(row)
      if rows.count == 2_000 || place == count - 1 {
        head = try journal.append(rows, after: head)
        rows.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Reads and keeps the next operations.
  ///
  /// - Returns: this thread's time, in nanoseconds.
  func keep(_ count: Int, stretch: Int) throws -> Double {
    let begun = Machine.threadNanoseconds()
    var left = count
    while left > 0 {
      let rows = try journal.read(after: keeper.mark.sequence, limit: min(stretch, left))
      guard !rows.isEmpty else { throw Trouble("the journal has no more operations") }
      try keeper.keep(rows)
      left -= rows.count
    }
    return Double(Machine.threadNanoseconds() - begun)
  }
}

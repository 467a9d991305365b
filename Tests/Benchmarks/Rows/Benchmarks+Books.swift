import Bureau
import Foundation
import Ledger
import Protocol

/// The cost of the books (账簿) alone: the bookkeeper runs on this thread over a journal like the
/// server's. Its processor time is counted, so that other load on the machine does not matter.
extension Benchmarks {
  func books() throws {
    let realm = RealmFixture(employers: options.employers, notices: 30)
    try withBooks(realm) { rig in
      let day = rig.events.businessDate
      try keep("declared, each once", in: rig, operations: 100_000) { unit in
        let (registration, notice) = realm.notice(unit)
        return [.employer(.declared(Declared(registration: registration, notice: notice, on: day)))]
      }
    }
    let declared = RealmFixture(employers: options.employers, notices: 16, isDeclared: true)
    try withBooks(declared) { rig in
      // Two operations for a payment, its request and its success, with others between them.
      let behind = 256
      try keep("payments, two operations each", in: rig, operations: 100_000) { place in
        let round = place / (2 * behind)
        let inRound = place % (2 * behind)
        let unit = round * behind + inRound % behind
        return rig.events.payment(unit, in: declared, isDone: inRound >= behind)
      }
    }
  }

  private func keep(
    _ name: String, in rig: BooksRig, operations: Int, _ events: (Int) throws -> [Event]
  ) throws {
    try rig.write(operations, events)
    for stretch in [1_000, Bookkeeper.operationsMax] {
      let nanoseconds = try rig.keep(operations / 2, stretch: stretch)
      let each = BenchReport.number(nanoseconds / Double(operations / 2) / 1_000, 2)
      BenchReport.say("books, \(name), stretches of \(stretch): \(each) µs of CPU an operation")
    }
    BenchReport.comment("memory \(BenchReport.number(Machine.residentMiB(getpid()), 0)) MiB")
  }

  private func withBooks(_ realm: RealmFixture, _ body: (BooksRig) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "shebao-books-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let rig = try BooksRig(folder: folder, realm: realm)
    try body(rig)
    if !options.keep { try FileManager.default.removeItem(atPath: folder) }
  }
}

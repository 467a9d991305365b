import Store
import StoreFaults
import TestFolders
import Testing

/// Every write, sync, truncate, open and shared page of a small history fails once, and the file is
/// checked afterwards: SQLite's own method (sqlite.org/testing.html §3.2).
@Suite struct FaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let operation: FaultDisk.DiskCall
    let outcome: FaultDisk.Effect
    let isSticky: Bool
    var testDescription: String { "\(operation) \(outcome) sticky: \(isSticky)" }
  }

  static let cases: [Case] = FaultDisk.DiskCall.allCases.flatMap { operation in
    [FaultDisk.Effect.error, .full, .torn].flatMap { outcome in
      [false, true].map { Case(operation: operation, outcome: outcome, isSticky: $0) }
    }
  }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(inMemory: true) }

  /// Runs three transactions of ten rows, with a checkpoint after the second.
  private func history(_ path: String, _ disk: String, committed: inout Int) throws(StoreFailure) {
    let database = try Database.open(
      path: path, mode: .readWriteCreate, settings: .init(cachePages: 2, vfs: disk))
    try database.migrate(
      [Migration(number: 1, sql: "CREATE TABLE a (round INTEGER, body BLOB) STRICT;")],
      application: 7)
    let insert = try database.prepare("INSERT INTO a VALUES (?, zeroblob(3000))")
    for round in 1...3 {
      try database.transaction { () throws(StoreFailure) in
        for _ in 0..<10 {
          insert.bind(1, Int64(round))
          try insert.run()
        }
      }
      committed = round
      if round == 2 { try database.checkpoint(.truncate) }
    }
  }

  @Test(arguments: cases)
  func `a disk that fails at any call is told and leaves a sound file`(_ fault: Case) throws {
    let disk = try FaultDisk(name: folder.file("disk"))
    var nth = 1
    while true {
      let path = folder.file("\(nth).db")
      disk.arm(
        .init([fault.operation], nth: nth, isSticky: fault.isSticky, effect: fault.outcome))
      var committed = 0
      var failure: StoreFailure?
      do throws(StoreFailure) {
        try history(path, disk.name, committed: &committed)
      } catch { failure = error }
      let hasFired = disk.fired > 0
      disk.disarm()
      try expectSound(path, committed: committed, isTold: failure != nil)
      if fault.operation != .open, fault.operation != .shareMemory {
        #expect(
          (failure != nil) == hasFired,
          "call \(nth) after \(committed): \(String(describing: failure))")
      }
      guard hasFired else { break }
      nth += 1
    }
    #expect(nth > 1)
  }

  private func expectSound(_ path: String, committed: Int, isTold: Bool) throws {
    let database = try Database.open(path: path, mode: .readWriteCreate)
    #expect(try database.integrityCheck() == [])
    guard try database.shape() == 1 else {
      #expect(committed == 0)
      return
    }
    // The failed round may be there as a whole, never in part; acknowledged ones are all there.
    let rows = try database.number("SELECT count(*) FROM a") ?? 0
    #expect(rows % 10 == 0)
    #expect(Int(rows) >= 10 * committed)
    #expect(Int(rows) <= 10 * (committed + (isTold ? 1 : 0)))
  }

  @Test func `a full disk is told apart from a broken one`() throws {
    let disk = try FaultDisk(name: folder.file("disk"))
    for (outcome, kind) in [
      (FaultDisk.Effect.full, StoreFailure.Kind.diskFull), (.error, .io), (.torn, .io),
    ] {
      let database = try Database.open(
        path: folder.file("\(outcome).db"), mode: .readWriteCreate, settings: .init(vfs: disk.name))
      try database.execute("CREATE TABLE a (id INTEGER) STRICT")
      disk.arm(.init([.write], nth: 1, effect: outcome))
      let failure = #expect(throws: StoreFailure.self) {
        try database.execute("INSERT INTO a VALUES (1)")
      }
      disk.disarm()
      #expect(failure?.kind == kind)
      #expect(try database.number("SELECT count(*) FROM a") == 0)
    }
  }
}

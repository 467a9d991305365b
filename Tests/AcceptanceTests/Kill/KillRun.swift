import Fixtures
import Foundation
import Protocol
import Testing
import Transport

/// Kills server, bank and clients at seeded moments under a load of payments, and then compares
/// their records.
struct KillRun {
  /// The number of clerks who send requests over the wire, one employer each.
  static let clerks = 2
  /// The number of clerks who pay with the real client, one employer each.
  static let clientClerks = 2
  /// Notices for each of these and each round: more than it can pay in one.
  static let clientErrandsARound = 3
  /// Notices that each clerk at the wire declares and pays in a round.
  static let errandsARound = 4
  /// The latest kill after the start of its round, in ms.
  static let momentMaxMs: UInt64 = 250

  /// The processes killed in a round.
  struct Victims: OptionSet, CustomStringConvertible {
    let rawValue: UInt8
    static let server = Victims(rawValue: 1)
    static let bank = Victims(rawValue: 2)
    static let clients = Victims(rawValue: 4)

    var description: String {
      [(Self.server, "server"), (.bank, "bank"), (.clients, "clients")]
        .filter { contains($0.0) }.map(\.1).joined(separator: " and ")
    }
  }

  let rounds: Int
  let rig: ServerRig
  private var random: SplitMix64
  private var killed = 0
  private let areRoundsOver = Lock(false)
  private var clients: [ClientProcess] = []
  private let seed: UInt64

  /// One line for each kill, and the totals.
  var log: [String] = []

  init(rounds: Int, seed: UInt64) throws {
    self.rounds = rounds
    self.seed = seed
    random = SplitMix64(seed: seed)
    rig = try ServerRig("kills")
  }

  /// Runs all rounds and checks.
  ///
  /// - Returns: the number of kills survived.
  /// - Throws: `RigFailure` with the log; the folder is left to be examined.
  mutating func run() throws -> Int {
    do {
      let survived = try work()
      try rig.close()
      return survived
    } catch {
      try rig.close(keeping: true)
      throw RigFailure("\(error); seed and folder: \(rig.folder)\n\(log.joined(separator: "\n"))")
    }
  }

  private mutating func work() throws -> Int {
    let errands = try imported()
    var workers: [Worker] = []
    for (number, list) in errands.prefix(Self.clerks).enumerated() {
      workers.append(Worker(try WireClerk(number + 1, in: rig), list))
    }
    let payers = try clientClerks(errands)
    clients = payers.map(\.process)
    let ended = started(payers)
    for round in 0..<rounds {
      let range = round * Self.errandsARound..<(round + 1) * Self.errandsARound
      workers = try together(workers, range)
      killed += 1
    }
    areRoundsOver.withLock { $0 = true }
    for index in workers.indices { try workers[index].finish() }
    try compare(workers, try all(ended))
    return killed
  }

  /// Imports the notices of every employer. Amounts differ, so that a missing or doubled debit
  /// shows in the bank's total.
  private func imported() throws -> [[Errand]] {
    var file: [FileLine] = []
    var errands: [[Errand]] = []
    for number in 1...Self.clerks + Self.clientClerks {
      let isAtTheWire = number <= Self.clerks
      let count = rounds * (isAtTheWire ? Self.errandsARound : Self.clientErrandsARound)
      let notices = (0..<count).map { place in
        FileFixture.owed(
          "K\(number)N\(Fixture.padded(place, 6))", of: number,
          [FileFixture.due(Int64(10_001 + place * 7 + number))])
      }
      file += FileLine.employerWithOwner(number) + notices.map { .notice($0) }
      errands.append(notices.map { Errand($0) })
    }
    try rig.file(file)
    return errands
  }

  /// Runs one round: all clerks work, and meanwhile the victims are killed and started again.
  private mutating func together(_ workers: [Worker], _ range: Range<Int>) throws -> [Worker] {
    let victims = Victims(rawValue: UInt8(1 + random.next() % 7))
    let moment = random.next() % Self.momentMaxMs
    let results = Monitor<[Int: Result<Worker, RigFailure>]>([:])
    for (index, worker) in workers.enumerated() {
      Thread.detachNewThread {
        var worker = worker
        let result: Result<Worker, RigFailure>
        do {
          try worker.work(range)
          result = .success(worker)
        } catch {
          result = .failure(RigFailure("clerk \(index + 1): \(error)"))
        }
        results.change { $0[index] = result }
      }
    }
    Pause.sleep(moment)
    try kill(victims)
    log.append("\(victims) after \(moment) ms")
    let done = results.wait(until: MonotonicTime.now() + 2 * Worker.patienceMs) { results in
      results.count == workers.count ? results : nil
    }
    guard let done else { throw RigFailure("the clerks do not come back") }
    return try workers.indices.map { try #require(done[$0]).get() }
  }

  private func kill(_ victims: Victims) throws {
    if victims.contains(.clients) { clients.forEach { $0.slay() } }
    if victims.contains(.server) { rig.killServer() }
    if victims.contains(.bank) {
      rig.killSandbox()
      try rig.startSandbox()
    }
    if victims.contains(.server) { try rig.startServer() }
  }

  // MARK: Clerks with the real client

  private func clientClerks(_ errands: [[Errand]]) throws -> [ClientClerk] {
    try errands.indices.dropFirst(Self.clerks).map { index in
      try ClientClerk(index + 1, errands[index], in: rig, seed: seed &+ UInt64(index))
    }
  }

  /// Starts each clerk on a thread of its own, to work until the rounds are over.
  ///
  /// - Returns: the results, appended as the clerks end.
  private func started(_ payers: [ClientClerk]) -> Monitor<[Result<ClientClerk, RigFailure>]> {
    let ended = Monitor<[Result<ClientClerk, RigFailure>]>([])
    for payer in payers {
      Thread.detachNewThread { [areRoundsOver] in
        var payer = payer
        let result: Result<ClientClerk, RigFailure>
        do {
          try payer.work { areRoundsOver.withLock { $0 } }
          result = .success(payer)
        } catch {
          result = .failure(RigFailure("clerk \(payer.number): \(error)"))
        }
        ended.change { $0.append(result) }
      }
    }
    return ended
  }

  private func all(_ ended: Monitor<[Result<ClientClerk, RigFailure>]>) throws -> [ClientClerk] {
    let done = ended.wait(until: MonotonicTime.now() + ClientClerk.patienceMs + Worker.patienceMs) {
      $0.count == Self.clientClerks ? $0 : nil
    }
    guard let done else { throw RigFailure("the clients do not come to an end") }
    return try done.map { try $0.get() }
  }
}

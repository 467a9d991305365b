import Foundation
import Protocol
import Transport

/// Kills server and bank at seeded moments under a load of payments, and afterwards compares
/// what everyone remembers.
struct KillRun {
  /// Clerks who work at once, one employer each.
  static let clerks = 2
  /// Notices that each of them declares and pays in a round.
  static let errandsARound = 4
  /// The latest moment of a kill in its round, ms.
  static let momentMaxMs: UInt64 = 250

  /// Who is killed.
  enum Victim: CaseIterable {
    case server
    case bank
    case both
  }

  let rounds: Int
  private let house: House
  private var random: SeededGenerator
  private var killed = 0

  /// How it went, in words for a log.
  private(set) var log: [String] = []

  init(rounds: Int, seed: UInt64) throws {
    self.rounds = rounds
    random = SeededGenerator(seed: seed)
    house = try House("kills")
  }

  /// Runs all rounds and checks; the number of kills that were survived.
  mutating func run() throws -> Int {
    do {
      let survived = try work()
      try house.close()
      return survived
    } catch {
      try house.close(keeping: true)
      throw Stumble("\(error); seed and folder: \(house.folder)\n\(log.joined(separator: "\n"))")
    }
  }

  private mutating func work() throws -> Int {
    let errands = try imported()
    var workers: [Worker] = []
    for (number, list) in errands.enumerated() {
      workers.append(Worker(try WireClerk(number + 1, in: house), list))
    }
    for round in 0..<rounds {
      let range = round * Self.errandsARound..<(round + 1) * Self.errandsARound
      workers = try together(workers, range)
      killed += 1
    }
    for index in workers.indices { try workers[index].finish() }
    try compare(workers)
    return killed
  }

  /// The notices of every employer, filed; the smallest amounts differ, so that a sum tells them.
  private func imported() throws -> [[Errand]] {
    var records: [ImportRecord] = []
    var errands: [[Errand]] = []
    func add(_ record: (UInt64) -> ImportRecord) {
      records.append(record(UInt64(records.count + 1)))
    }
    for number in 1...Self.clerks {
      let employer = try Fixture.employer(number)
      add { ImportRecord(line: $0, employer: employer) }
      let person = try Fixture.person(
        number, at: number, as: [(.legalRepresentative, confirmed: true)])
      add { ImportRecord(line: $0, person: person) }
      var list: [Errand] = []
      for place in 0..<rounds * Self.errandsARound {
        let notice = try Fixture.notice(
          "K\(number)N\(Fixture.padded(place, 6))", of: number, month: "2026-10",
          lines: [Fixture.line(Int64(10_001 + place * 7 + number), month: "2026-10")])
        add { ImportRecord(line: $0, notice: notice) }
        list.append(
          Errand(
            notice: try Fixture.sure(NoticeNumber(text: notice.notice)),
            amount: try Fixture.sure(Money(fen: notice.total))))
      }
      errands.append(list)
    }
    try house.file(records)
    return errands
  }

  /// One round: all clerks work, and in the middle of it someone is killed and started again.
  private mutating func together(_ workers: [Worker], _ range: Range<Int>) throws -> [Worker] {
    let victim = Victim.allCases[Int(random.next() % 3)]
    let moment = random.next() % Self.momentMaxMs
    let results = Monitor<[Int: Result<Worker, Stumble>]>([:])
    for (index, worker) in workers.enumerated() {
      Thread.detachNewThread {
        var worker = worker
        let result: Result<Worker, Stumble>
        do {
          try worker.work(range)
          result = .success(worker)
        } catch {
          result = .failure(Stumble("clerk \(index + 1): \(error)"))
        }
        results.change { $0[index] = result }
      }
    }
    Pause.take(moment)
    try kill(victim)
    log.append("\(victim) after \(moment) ms")
    let done = results.wait(until: MonotonicTime.now() + 2 * Worker.patienceMs) { results in
      results.count == workers.count ? results : nil
    }
    guard let done else { throw Stumble("the clerks do not come back") }
    return try workers.indices.map { try Fixture.sure(done[$0]).get() }
  }

  private func kill(_ victim: Victim) throws {
    switch victim {
    case .server:
      house.killServer()
      try house.startServer()
    case .bank:
      house.killSandbox()
      try house.startSandbox()
    case .both:
      house.killServer()
      house.killSandbox()
      try house.startSandbox()
      try house.startServer()
    }
  }

  // MARK: Afterwards

  /// Every acknowledged change is there, nothing was done twice, and the bank says the same.
  private mutating func compare(_ workers: [Worker]) throws {
    var attempts = 0
    var paid = 0
    for var worker in workers {
      for errand in worker.errands {
        let filter = PaymentFilter(notice: errand.notice)
        guard case .paymentList(let list) = try worker.insist(.payList(filter), nil) else {
          throw Stumble("pay.list")
        }
        try check(errand, list.payments)
        attempts += list.payments.count
        paid += Int(errand.amount.fen)
      }
      try checkTodos(&worker)
    }
    let sums = try house.lab(["sandbox", "bank", "reconcile", "--output", "json"])
    let done = JSONNumber.all("debits", in: sums).reduce(0, +)
    let debited = JSONNumber.all("debited", in: sums).reduce(0, +)
    let notices = workers.reduce(0) { $0 + $1.errands.count }
    guard done == notices, debited == paid, !sums.contains("\"balanced\":false") else {
      throw Stumble(
        "the bank debited \(done) times \(debited) fen, we \(notices), \(paid): \(sums)")
    }
    let losses = workers.reduce(0) { $0 + $1.losses }
    log.append("\(notices) notices, \(attempts) attempts, \(losses) connections lost")
    try house.stop()
    try house.daemon(["verify", "--data", house.data])
    try house.daemon(["rebuild", "--data", house.data])
    try house.daemon(["verify", "--data", house.data])
  }

  private func check(_ errand: Errand, _ payments: [Payment]) throws {
    let known = Set(payments.map(\.number))
    guard known.isSuperset(of: errand.acknowledged) else {
      throw Stumble("\(errand.notice): an acknowledged payment is gone")
    }
    let succeeded = payments.filter { $0.status == .succeeded }
    guard succeeded.map(\.number) == [errand.paid], succeeded.first?.total == errand.amount else {
      throw Stumble("\(errand.notice) was paid \(succeeded.count) times")
    }
  }

  private func checkTodos(_ worker: inout Worker) throws {
    guard case .todoList(let todos) = try worker.insist(.todoList(TodoFilter()), nil) else {
      throw Stumble("todo.list")
    }
    guard todos.todos.isEmpty else { throw Stumble("\(todos.todos.count) to-dos are left") }
  }
}

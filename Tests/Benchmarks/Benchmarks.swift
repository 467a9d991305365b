import Protocol
import Transport

/// The benchmarks, by name.
struct Benchmarks {
  let options: BenchOptions

  static let all: [(name: String, run: @Sendable (Benchmarks) throws -> Void)] = [
    ("codec", { try $0.codec() }),
    ("books", { try $0.books() }),
    ("idle", { try $0.idle() }),
    ("ping", { try $0.ping() }),
    ("todo", { try $0.todo() }),
    ("declare", { try $0.declare() }),
    ("pay", { try $0.pay(bySandbox: false) }),
    ("pay-sandbox", { try $0.pay(bySandbox: true) }),
    ("import", { try $0.importing() }),
    ("start", { try $0.start() }),
  ]

  /// Starts a server on a realm, runs a benchmark on it, stops it and removes its folder.
  func withServer(
    _ realm: RealmFixture? = nil, _ body: (ServerProcess, LoadDriver) throws -> Void
  ) throws {
    let server = try ServerProcess(program: options.server)
    do {
      if let realm { try realm.found(server) }
      try server.start()
      if realm != nil {
        // The first start makes the books from the journal; the one that is measured finds both.
        server.stop()
        try server.start()
      }
      if options.keep { BenchReport.comment("pid \(server.pid)  folder \(server.folder)") }
      let driver = LoadDriver(server)
      do { try body(server, driver) } catch {
        driver.stop()
        throw error
      }
      driver.stop()
    } catch {
      server.stop()
      if !options.keep { try server.remove() }
      throw error
    }
    server.stop()
    if !options.keep { try server.remove() }
  }

  /// Runs a closed loop `options.runs` times and prints the medians.
  ///
  /// - Parameter workload: makes the workload of a run from the number of units done before.
  /// - Returns: the number of units done in all runs.
  @discardableResult
  func closed(
    _ name: String, _ driver: LoadDriver, inFlight: Int? = nil, target: Double?,
    workload: @escaping @Sendable (Int) throws -> any Workload
  ) throws -> Int {
    var all: [Figures] = []
    var done = 0
    for _ in 0..<options.runs {
      let first = done
      let plan = LoadPlan(
        workload: { try workload(first) }, inFlight: inFlight ?? options.inFlight,
        seconds: options.seconds)
      all.append(try driver.run(plan))
      done += all.last.map { Int($0.done) } ?? 0
    }
    BenchReport.row(name, runs: all, target: target)
    return done
  }

  // MARK: Connections

  func ping() throws {
    try withServer { _, driver in
      try driver.connect(1, to: driver.plain)
      try closed("ping plain 128 in flight", driver, target: 300_000) { _ in PingWorkload() }
      try closed("ping plain 1 in flight", driver, inFlight: 1, target: nil) { _ in PingWorkload() }
    }
    try withServer { _, driver in
      try driver.connect(1, to: try driver.tls())
      try closed("ping TLS 128 in flight", driver, target: 150_000) { _ in PingWorkload() }
      try closed("ping TLS 1 in flight", driver, inFlight: 1, target: nil) { _ in PingWorkload() }
    }
  }

  func idle() throws {
    try withServer { server, driver in
      // Work that a start leaves for later is done by then.
      driver.rest(seconds: 2)
      let before = Machine.threads(server.pid)
      driver.rest(seconds: Self.idleSeconds)
      let after = Machine.threads(server.pid)
      BenchReport.value("idle server, memory", Machine.residentMiB(server.pid), "MiB", most: 20)
      BenchReport.value(
        "idle server, CPU of \(Int(Self.idleSeconds)) s", after.milliseconds - before.milliseconds,
        "ms", most: 5)
      BenchReport.value(
        "idle server, wake-ups of \(Int(Self.idleSeconds)) s",
        Double(after.sleeps - before.sleeps), "", most: 30)
    }
  }

  private static let idleSeconds = 20.0

  // MARK: Memory

  func todo() throws {
    let realm = RealmFixture(employers: 5_000, notices: 4)
    try withServer(realm) { _, driver in
      try driver.connect(1, to: driver.plain)
      try warm(driver, realm)
      let employers = realm.employers
      try closed("todo.list from memory", driver, target: 100_000) { _ in TodoWorkload(employers)
      }
    }
  }

  /// Loads every employer of a realm into the server's memory.
  func warm(_ driver: LoadDriver, _ realm: RealmFixture) throws {
    let employers = realm.employers
    let plan = LoadPlan(
      workload: { TodoWorkload(employers, once: true) }, inFlight: 100, seconds: 300)
    let figures = try driver.run(plan)
    guard figures.wrong == 0, figures.done == UInt64(employers) else {
      throw BenchFailure("warming up: \(figures.done) done, \(figures.wrong) \(figures.firstWrong)")
    }
    BenchReport.comment(
      "loaded \(employers) employers from the books at \(BenchReport.number(figures.rate, 0))/s")
  }

  // MARK: Start

  func start() throws {
    let realm = RealmFixture(employers: 200_000, notices: 5, sessions: 20_000)
    try withServer(realm) { server, driver in
      var seconds = [server.startSeconds]
      for _ in 1..<options.runs {
        server.stop()
        try server.start()
        seconds.append(server.startSeconds)
      }
      seconds.sort()
      BenchReport.value(
        "start, 200k employers, 1M notices", seconds[seconds.count / 2], "s", most: 2)
      BenchReport.comment(
        "memory after the start \(BenchReport.number(Machine.residentMiB(server.pid), 1)) MiB")
      try driver.connect(2, to: driver.plain)
      try warm(driver, RealmFixture(employers: 20_000, notices: 5))
      BenchReport.value(
        "memory, 20,000 resident", Machine.residentMiB(server.pid), "MiB", most: 400)
    }
  }
}

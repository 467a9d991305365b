import Protocol
import Transport

/// The benchmarks, by name.
struct Benchmarks {
  let options: Options

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

  /// Starts a server on a town, runs a benchmark on it, and removes it.
  func withServer(
    _ town: Town? = nil, _ body: (ServerProcess, Driver) throws -> Void
  ) throws {
    let server = try ServerProcess(program: options.server)
    do {
      if let town { try town.found(server) }
      try server.start()
      if town != nil {
        // The first start makes the books of the fresh journal; what is measured starts on both.
        server.stop()
        try server.start()
      }
      if options.keep { Report.note("pid \(server.pid)  folder \(server.folder)") }
      let driver = Driver(server)
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

  /// A closed loop, run as often as was asked for: the medians are shown. Its scripts are told how
  /// much was done before.
  @discardableResult
  func closed(
    _ name: String, _ driver: Driver, inFlight: Int? = nil, target: Double?,
    script: @escaping @Sendable (Int) throws -> any Script
  ) throws -> Int {
    var all: [Figures] = []
    var done = 0
    for _ in 0..<options.runs {
      let first = done
      let plan = Plan(
        script: { try script(first) }, inFlight: inFlight ?? options.inFlight,
        seconds: options.seconds)
      all.append(try driver.run(plan))
      done += all.last.map { Int($0.done) } ?? 0
    }
    Report.row(name, runs: all, target: target)
    return done
  }

  // MARK: What a connection costs

  func ping() throws {
    try withServer { _, driver in
      try driver.connect(1, to: driver.plain)
      try closed("ping plain 128 in flight", driver, target: 300_000) { _ in PingScript() }
      try closed("ping plain 1 in flight", driver, inFlight: 1, target: nil) { _ in PingScript() }
    }
    try withServer { _, driver in
      try driver.connect(1, to: try driver.tls())
      try closed("ping TLS 128 in flight", driver, target: 150_000) { _ in PingScript() }
      try closed("ping TLS 1 in flight", driver, inFlight: 1, target: nil) { _ in PingScript() }
    }
  }

  func idle() throws {
    try withServer { server, driver in
      // What a start leaves to be done is done.
      driver.rest(seconds: 2)
      let before = Machine.threads(server.pid)
      driver.rest(seconds: Self.idleSeconds)
      let after = Machine.threads(server.pid)
      Report.value("idle server, memory", Machine.residentMiB(server.pid), "MiB", most: 20)
      Report.value(
        "idle server, CPU of \(Int(Self.idleSeconds)) s", after.milliseconds - before.milliseconds,
        "ms", most: 5)
      Report.value(
        "idle server, wake-ups of \(Int(Self.idleSeconds)) s",
        Double(after.sleeps - before.sleeps), "", most: 30)
    }
  }

  private static let idleSeconds = 20.0

  // MARK: Memory

  func todo() throws {
    let town = Town(employers: 5_000, notices: 4)
    try withServer(town) { _, driver in
      try driver.connect(1, to: driver.plain)
      try warm(driver, town)
      let employers = town.employers
      try closed("todo.list from memory", driver, target: 100_000) { _ in TodoScript(employers)
      }
    }
  }

  /// Has every employer of a town in memory.
  func warm(_ driver: Driver, _ town: Town) throws {
    let employers = town.employers
    let plan = Plan(
      script: { TodoScript(employers, once: true) }, inFlight: 100, seconds: 300)
    let figures = try driver.run(plan)
    guard figures.wrong == 0, figures.done == UInt64(employers) else {
      throw Trouble("warming up: \(figures.done) done, \(figures.wrong) \(figures.firstWrong)")
    }
    Report.note(
      "loaded \(employers) employers from the books at \(Report.number(figures.rate, 0))/s")
  }

  // MARK: Start

  func start() throws {
    let town = Town(employers: 200_000, notices: 5, sessions: 20_000)
    try withServer(town) { server, driver in
      var seconds = [server.startSeconds]
      for _ in 1..<options.runs {
        server.stop()
        try server.start()
        seconds.append(server.startSeconds)
      }
      seconds.sort()
      Report.value(
        "start, 200k employers, 1M notices", seconds[seconds.count / 2], "s", most: 2)
      Report.note("memory after the start \(Report.number(Machine.residentMiB(server.pid), 1)) MiB")
      try driver.connect(2, to: driver.plain)
      try warm(driver, Town(employers: 20_000, notices: 5))
      Report.value(
        "memory, 20,000 resident", Machine.residentMiB(server.pid), "MiB", most: 400)
    }
  }
}

import Fixtures
import Protocol
import Transport

/// Changes, which are durable before they are answered.
extension Benchmarks {
  /// Added to the time in keys, in ms: almost 5 minutes, the most that is allowed. So the keys are
  /// newer than the server's start by more than its tolerance, as all are once it has run for 5
  /// minutes. An older key costs a lookup in the books.
  static let settledAhead: UInt64 = 298_000

  /// The number of notices of one pass of declaring: more than the bookkeeper folds into one batch,
  /// so that each operation costs the books a row.
  private static let notPassedAtOnce = 48_000
  /// The greatest rate of payments, closed and open loop together, for which there are notices.
  private static let paymentsAtMost = 15_000.0

  func declare() throws {
    let realm = RealmFixture(
      employers: options.employers,
      notices: max(1, (Self.notPassedAtOnce - 1) / options.employers + 1))
    try withServer(realm) { server, driver in
      try driver.connect(4, to: driver.plain)
      try warm(driver, realm)
      try closed("declare.save, durable", driver, target: 20_000) { first in
        DeclareWorkload(realm, from: first, ahead: Self.settledAhead)
      }
      try catchUp(driver)
      peak(server, target: 400)
    }
  }

  /// Measures payments, with the `LoadBank` or with the sandbox's bank in a process of its own.
  func pay(bySandbox: Bool) throws {
    let wanted = Self.paymentsAtMost * options.seconds * Double(options.runs)
    let realm = RealmFixture(
      employers: options.employers, notices: Int(wanted) / options.employers + 2,
      isDeclared: true)
    try withServer(realm) { server, driver in
      try driver.connect(4, to: driver.plain)
      try warm(driver, realm)
      let previews = try preview(driver, realm)
      let sandbox = bySandbox ? try SandboxProcess(server, realm: realm) : nil
      defer { sandbox?.stop() }
      if !bySandbox { try driver.connectBank(Fixture.bank) }
      let name = bySandbox ? "pay.agreement, sandbox bank" : "pay.agreement to success"
      let bankBefore = sandbox.map { Machine.cpuSeconds($0.pid) } ?? 0
      let first = try closed(name, driver, target: 6_000) { first in
        PayWorkload(realm, previews, from: first, ahead: Self.settledAhead)
      }
      if let sandbox, first > 0 {
        let used = (Machine.cpuSeconds(sandbox.pid) - bankBefore) / Double(first) * 100_000
        BenchReport.comment("the sandbox: \(BenchReport.number(used, 3)) CPU-s/100k payments")
      }
      try catchUp(driver)
      let rate = options.rate ?? 3_000
      let open = try driver.run(
        LoadPlan(
          workload: { PayWorkload(realm, previews, from: first, ahead: Self.settledAhead) },
          inFlight: 0, seconds: options.seconds,
          rate: rate))
      BenchReport.row("the same, open loop \(Int(rate))/s", open, target: nil)
      BenchReport.value(
        "p99 of the open loop", Double(open.latency.percentile(0.99)) / 1e6, "ms", most: 30)
      try catchUp(driver)
      peak(server, target: nil)
    }
  }

  private func preview(_ driver: LoadDriver, _ realm: RealmFixture) throws -> Previews {
    let previews = Previews([])
    let count = realm.employers * realm.notices
    let figures = try driver.run(
      LoadPlan(
        workload: { PreviewWorkload(realm, count: count, into: previews) },
        inFlight: options.inFlight, seconds: 300))
    BenchReport.row("pay.preview", figures, target: nil)
    guard figures.wrong == 0 else { throw BenchFailure("previews: \(figures.firstWrong)") }
    return previews
  }

  /// Prints the peak of the server's resident memory.
  private func peak(_ server: ServerProcess, target: Double?) {
    let peak = Machine.peakMiB(server.pid)
    guard let target else {
      return BenchReport.comment("memory at its peak \(BenchReport.number(peak, 1)) MiB")
    }
    BenchReport.value("memory at its peak", peak, "MiB", most: target)
  }

  /// Waits until the books have every durable operation, and prints the time.
  func catchUp(_ driver: LoadDriver) throws {
    let begun = MonotonicClock.nanoseconds()
    let (durable, books) = try driver.marks()
    var lag = books
    while lag < durable {
      guard MonotonicClock.nanoseconds() - begun < 120_000_000_000 else {
        throw BenchFailure("the books do not catch up")
      }
      driver.rest(seconds: 0.05)
      lag = try driver.marks().books
    }
    BenchReport.value(
      "books caught up (lag \(durable - books))",
      Double(MonotonicClock.nanoseconds() - begun) / 1e9, "s", most: 5)
  }
}

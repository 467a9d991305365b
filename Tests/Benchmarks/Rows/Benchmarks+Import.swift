import Glibc
import Protocol
import Transport

/// The import of an officer's file, from its first part to the last notice applied.
extension Benchmarks {
  /// The number of parts under way, as in `shebao officer import`.
  private static let partsInFlight = 8
  private static let lookSeconds = 0.02

  func importing() throws {
    let realm = RealmFixture(employers: 2_000, notices: 1)
    let more = RealmFixture(employers: 2_000, notices: Int(options.seconds * 6) + 1, sessions: 0)
    try withServer(realm) { server, driver in
      try driver.connect(1, to: driver.officer)
      var all: [Figures] = []
      for run in 0..<options.runs {
        all.append(try importOnce(more, firstNotice: 1 + run * more.notices, driver, server))
      }
      BenchReport.row("import, notice lines", runs: all, target: 30_000)
      try catchUp(driver)
    }
  }

  /// Imports a file once. It is encoded beforehand, so that the server is measured.
  private func importOnce(
    _ realm: RealmFixture, firstNotice: Int, _ driver: LoadDriver, _ server: ServerProcess
  ) throws -> Figures {
    let file = ImportParts(realm, firstNotice: firstNotice)
    let progress = Lock(ImportProgress())
    try check(
      driver.run(
        LoadPlan(workload: { ImportBeginWorkload(file.begin(), progress) }, inFlight: 1, seconds: 5)
      ))
    let parts = file.parts(of: try need(progress.withLock { $0.batch }, "the import did not begin"))
    let before = driver.clocks
    let begun = MonotonicClock.nanoseconds()
    var figures = try driver.run(
      LoadPlan(
        workload: { ImportWorkload(parts, progress) }, inFlight: Self.partsInFlight, seconds: 120))
    try check(figures)
    while progress.withLock({ $0.state?.phase }) == .committed {
      driver.rest(seconds: Self.lookSeconds)
      try check(
        driver.run(LoadPlan(workload: { ImportStateWorkload(progress) }, inFlight: 1, seconds: 5)))
    }
    figures.seconds = Double(MonotonicClock.nanoseconds() - begun) / 1e9
    figures.setClocks(from: before, to: driver.clocks)
    figures.residentMiB = Machine.residentMiB(server.pid)
    figures.done = UInt64(realm.employers * realm.notices * realm.lines)
    guard progress.withLock({ $0.state?.phase }) == .applied else {
      throw BenchFailure("the import ended as \(progress.withLock { $0.state?.phase as Any })")
    }
    return figures
  }

  private func check(_ figures: Figures) throws {
    guard figures.wrong == 0 else { throw BenchFailure("import: \(figures.firstWrong)") }
  }
}

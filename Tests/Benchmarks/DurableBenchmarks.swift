import Protocol
import Transport

/// What is durable before it is answered.
extension Benchmarks {
  /// Keys call themselves almost 5 minutes ahead, the most that is allowed: so they are newer than
  /// the server's start by more than its tolerance, as all keys are once it has run for 5 minutes.
  /// Until then each key costs a look-up in the books.
  static let settledAhead: UInt64 = 298_000

  private func town(_ rate: Double, notices least: Int, declared: Bool) -> Town {
    let wanted = rate * options.seconds * Double(options.runs) * 1.5
    let employers = 4_000
    return Town(
      employers: employers, notices: max(least, Int(wanted) / employers + 1),
      isDeclared: declared)
  }

  func declare() throws {
    let town = town(30_000, notices: 4, declared: false)
    try withServer(town) { _, driver in
      try driver.connect(4, to: driver.plain)
      try warm(driver, town)
      try closed("declare.save, durable", driver, target: 20_000) { first in
        try DeclareScript(town, from: first, ahead: Self.settledAhead)
      }
      try catchUp(driver)
    }
  }

  func pay() throws {
    let town = town(9_000, notices: 2, declared: true)
    try withServer(town) { _, driver in
      try driver.connect(4, to: driver.plain)
      try warm(driver, town)
      let previews = try preview(driver, town)
      try driver.connectBank(try sure(Town.bank))
      let first = try closed("pay.agreement to success", driver, target: 6_000) { first in
        try PayScript(town, previews, from: first, ahead: Self.settledAhead)
      }
      try catchUp(driver)
      let rate = options.rate ?? 3_000
      let open = try driver.run(
        Plan(
          script: { try PayScript(town, previews, from: first, ahead: Self.settledAhead) },
          inFlight: 0, seconds: options.seconds,
          rate: rate))
      Report.row("the same, open loop \(Int(rate))/s", open, target: nil)
      Report.value(
        "p99 of the open loop", Double(open.latency.percentile(0.99)) / 1e6, "ms", most: 30)
      try catchUp(driver)
    }
  }

  private func preview(_ driver: Driver, _ town: Town) throws -> Previews {
    let previews = Previews([])
    let count = town.employers * town.notices
    let figures = try driver.run(
      Plan(
        script: { try PreviewScript(town, count: count, into: previews) },
        inFlight: options.inFlight, seconds: 300))
    Report.row("pay.preview", figures, target: nil)
    guard figures.wrong == 0 else { throw Trouble("previews: \(figures.firstWrong)") }
    return previews
  }

  /// Waits until the books have all that is durable.
  func catchUp(_ driver: Driver) throws {
    let begun = MonotonicClock.nanoseconds()
    let (durable, books) = try driver.marks()
    var lag = books
    while lag < durable {
      guard MonotonicClock.nanoseconds() - begun < 120_000_000_000 else {
        throw Trouble("the books do not catch up")
      }
      driver.rest(seconds: 0.05)
      lag = try driver.marks().books
    }
    Report.value(
      "books caught up (lag \(durable - books))",
      Double(MonotonicClock.nanoseconds() - begun) / 1e9, "s", most: 5)
  }
}

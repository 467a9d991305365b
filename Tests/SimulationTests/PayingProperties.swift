import Bureau
import Fixtures
import Protocol
import Testing

/// Properties of paying in worlds small enough to check by hand, under many orders of requests.
@Suite struct PayingProperties {
  // MARK: sequence

  private static func sequentialWorld() -> World {
    let lines: [[ModelLine]] = [
      [.plain(1, 100_00)], [.plain(1, 0)], [.plain(1, 5), .plain(2, 7)], [.plain(1, 99_99)],
    ]
    let notices = lines.enumerated().map { ModelNotice.plain($0, sequential: true, lines: $1) }
    return World(employers: [.plain(notices: notices)])
  }

  @Test(arguments: 1...12)
  func `T5: whatever is tried, sequential notices are paid in their order`(seed: UInt64) throws {
    var dice = SplitMix64(seed: seed)
    var player = Player(Self.sequentialWorld())
    try player.play([.connect(bank: 0, credit: 100)])
    for _ in 0..<40 {
      let notice = 7 + dice.below(4)
      let step: HistoryCommand =
        switch dice.below(3) {
        case 0: .declare(slot: 0, notice: notice, .none)
        case 1:
          .pay(slot: 0, notice: notice, ticks: 0, fresh: true, .none, .right, .fitting)
        default: .report(bank: 0, which: 0, .done, .none)
        }
      try player.play([step])
    }
    let paid = player.engine.state.employers.values.flatMap(\.attempts.values)
      .sorted { $0.number < $1.number }.map(\.notice.text)
    #expect(paid == paid.sorted())
    #expect(Set(paid).count == paid.count && !paid.isEmpty)
  }

  @Test func `T6: notices that are not sequential are paid in any order`() throws {
    var player = Player(World(employers: [.plain(notices: (0..<3).map { .plain($0) })]))
    try player.play([.connect(bank: 0, credit: 100)])
    for notice in [8, 6, 7] {
      try player.play([
        .declare(slot: 0, notice: notice, .none),
        .pay(slot: 0, notice: notice, ticks: 0, fresh: true, .none, .right, .fitting),
      ])
    }
    let order = player.engine.state.employers.values.flatMap(\.attempts.values)
      .sorted { $0.number < $1.number }.map(\.notice.text)
    #expect(order == ["N2", "N0", "N1"])
  }

  // MARK: deferral

  /// Line 1 is deferrable until 2026-05-10, line 2 is not; due 2026-04-30.
  private static func deferralWorld() -> World {
    let lines: [ModelLine] = [
      .plain(1, 1141_87, deferredUntil: Fixture.day(2026, 5, 10)), .plain(2, 1141_87),
    ]
    return World(employers: [.plain(notices: [.plain(0, lines: lines)])])
  }

  private static func pay(ticks: UInt8, _ twist: HistoryCommand.PayTwist = .none) -> HistoryCommand
  {
    .pay(slot: 0, notice: 0, ticks: ticks, fresh: true, twist, .right, .fitting)
  }

  @Test func `T11: a deferrable line counts only when it is ticked and confirmed`() throws {
    var player = Player(Self.deferralWorld())
    try player.play([
      .connect(bank: 0, credit: 9), .declare(slot: 0, notice: 0, .none),
      Self.pay(ticks: 1, .unconfirmed),
    ])
    #expect(player.debits.isEmpty)
    try player.play([Self.pay(ticks: 0)])
    #expect(player.debits.map(\.amount.fen) == [1141_87])
    try player.play([.report(bank: 0, which: 0, .done, .none), Self.pay(ticks: 0)])
    #expect(player.debits.count == 1)
    try player.play([Self.pay(ticks: 1)])
    #expect(player.debits.map(\.amount.fen) == [1141_87, 1141_87])
  }

  /// Days after 2026-04-20, and the amounts of lines 1 and 2 on that day with late fee, in fen. 39
  /// days of late fee on 1,141.87 yuan are 22.27 yuan.
  @Test(
    arguments: [
      (days: 10, deferred: 0, other: 0), (days: 11, deferred: 0, other: 57),
      (days: 20, deferred: 0, other: 5_71), (days: 21, deferred: 57, other: 6_28),
      (days: 59, deferred: 22_27, other: 27_98),
    ] as [(days: Int, deferred: Int64, other: Int64)])
  func `T11: no late fee runs while a line is deferred, and from its end it does`(
    days: Int, deferred: Int64, other: Int64
  ) throws {
    var player = Player(Self.deferralWorld())
    try player.play([
      .connect(bank: 0, credit: 9), .declare(slot: 0, notice: 0, .none), .days(days),
      Self.pay(ticks: 1),
    ])
    #expect(player.debits.map(\.amount.fen) == [2 * 1141_87 + deferred + other])
  }

  // MARK: holds

  @Test func `one of many simultaneous payments of a notice begins, the others are refused`() throws
  {
    var player = Player(World(employers: [.plain(notices: [.plain(0)])]))
    try player.play([.connect(bank: 0, credit: 9), .declare(slot: 0, notice: 0, .none)])
    let pay = HistoryCommand.pay(
      slot: 0, notice: 6, ticks: 0, fresh: false, .none, .right, .fitting)
    try player.play([.preview(slot: 0, notice: 0, ticks: 0)] + Array(repeating: pay, count: 8))
    #expect(player.debits.count == 1)
    #expect(player.tally.counts["LINES_HELD"] == 7)
  }

  @Test(arguments: [DebitOutcome.done, .refused, .none, .working])
  func `R-1303, R-1306: a final failure frees the lines; a success or work in progress does not`(
    outcome: DebitOutcome
  ) throws {
    var player = Player(World(employers: [.plain(notices: [.plain(0)])]))
    let pay = Self.pay(ticks: 0)
    try player.play([
      .connect(bank: 0, credit: 9), .declare(slot: 0, notice: 0, .none), pay,
      .pass(milliseconds: 10_000), .report(bank: 0, which: 0, outcome, .none), pay,
    ])
    #expect(player.debits.count == (outcome == .refused || outcome == .none ? 2 : 1))
  }

  // MARK: sums

  @Test(arguments: 1...10)
  func `a debit is the sum of its lines and late fees, in at most fourteen rows`(
    seed: UInt64
  ) throws {
    var dice = SplitMix64(seed: seed)
    let lines = (1...UInt64(8 + dice.below(20))).map { number in
      ModelLine.plain(number, Int64(1 + dice.below(1_000_000)))
    }
    var player = Player(World(employers: [.plain(notices: [.plain(0, lines: lines)])]))
    try player.play([
      .connect(bank: 0, credit: 9), .declare(slot: 0, notice: 0, .none),
      .days(dice.below(90)), Self.pay(ticks: 0), .report(bank: 0, which: 0, .done, .none),
    ])
    let attempt = try #require(player.model.employers[0].attempts.first)
    #expect(attempt.status == .succeeded)
    #expect(player.debits.map(\.amount.fen) == [attempt.terms.total])
    #expect(attempt.terms.amount == lines.reduce(0) { $0 + $1.amount })
  }

  // MARK: the payment password

  @Test func `T13: of any number of wrong guesses three are checked`() throws {
    var employer = ModelEmployer.plain(notices: [.plain(0)])
    employer.passwordOff = false
    var player = Player(World(employers: [employer]))
    let guess = HistoryCommand.pay(
      slot: 12, notice: 0, ticks: 0, fresh: false, .none, .wrong, .fitting)
    try player.play([
      .connect(bank: 0, credit: 9), .declare(slot: 0, notice: 0, .none),
      .preview(slot: 0, notice: 0, ticks: 0),
    ])
    try player.play(Array(repeating: guess, count: 9))
    #expect(player.tally.counts["NOT_SIGNED_IN"] == 6)
    #expect(player.engine.state.employers.values.first?.locks.values.first?.lockedUntil != nil)
    #expect(player.model.sessions.prefix(2).allSatisfy { $0 == nil })
    #expect(player.model.sessions[2] != nil, "another person goes on")
  }
}

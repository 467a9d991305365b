import Fixtures
import Protocol
import Testing

@testable import Bureau

/// A debit leaves in time, once, under the terms that were asked for, or never.
@Suite struct HandOutTests {
  private static let after = Agenda.cancelAfterMilliseconds

  // R-1302
  @Test(arguments: [(0, true), (after - 1, true), (after, false), (after + 10_800_000, false)])
  func `a debit of before a start leaves only within its five seconds, whoever comes first`(
    late: Int64, leaves: Bool
  ) {
    var bench = Bench(
      of: [Fixture.payer(.requested)], at: Bench.start.adding(milliseconds: late))
    let feed = bench.send(.bank(.orders), as: Bench.asBank)
    #expect(bench.items(of: feed).count == (leaves ? 1 : 0))
    #expect(bench.status() == (leaves ? .handedOut : .cancelled))
  }

  @Test func `credit that comes in the turn in which a debit is due comes too late`() {
    var bench = Bench(of: [Fixture.payer(.requested)])
    let feed = bench.send(.bank(.orders), as: Bench.asBank, credit: 0)
    bench.now.real = bench.now.real.adding(milliseconds: Self.after)
    bench.work([.credit(feed, 5)])
    #expect(bench.items(of: feed).isEmpty)
    #expect(bench.status() == .cancelled)
  }

  @Test func `a debit that waits when the gate closes is cancelled, not sent`() {
    var bench = Bench(of: [Fixture.payer(.requested)])
    let feed = bench.send(.bank(.orders), as: Bench.asBank, credit: 0)
    bench.hall.set(Gate(closed: Refusal(.readOnly, "")))
    bench.work([.credit(feed, 5)])
    #expect(bench.items(of: feed).isEmpty)
    #expect(bench.status() == .cancelled)
  }

  @Test func `a debit whose terms have changed since its digest is cancelled, not sent`() {
    var bench = Bench(of: [Fixture.payer(.requested)])
    let feed = bench.send(.bank(.orders), as: Bench.asBank, credit: 0)
    let number = Fixture.registration(1)
    bench.hall.state.employers[number]?.registration =
      Fixture.employer(
        1, taxpayer: Fixture.taxpayer(9)
      ).registration
    bench.work([.credit(feed, 5)])
    #expect(bench.items(of: feed).isEmpty)
    #expect(bench.status() == .cancelled)
  }

  @Test func `a cancelled debit leaves its place to the next`() {
    var bench = Bench(of: [
      Fixture.payer(.requested),
      Fixture.payer(.requested, asked: Bench.start.adding(milliseconds: 3_000), number: 2, of: 2),
    ])
    let feed = bench.send(.bank(.orders), as: Bench.asBank, credit: 0)
    bench.advance(Self.after)
    bench.work([.credit(feed, 1)])
    #expect(bench.items(of: feed).count == 1)
    #expect(bench.status() == .cancelled && bench.status(2, of: 2) == .handedOut)
  }
}

@Suite struct BacklogTests {
  private static func order(_ n: UInt64) -> Backlog.Waiting {
    .order(.settle(Fixture.bank, SettleOrder(reference: Id128(high: 0, low: n), digest: .zero)))
  }

  @Test func `what waits leaves in order, without what was dropped`() {
    var backlog = Backlog((1...6).map { .attempt(Fixture.ticket($0)) } + [Self.order(1)])
    for dropped in [1, 3, 6] as [UInt32] { backlog.drop(Fixture.ticket(dropped)) }
    backlog.drop(Fixture.ticket(9))
    #expect(backlog.count == 4)
    var left: [Backlog.Waiting] = []
    while let next = backlog.takeFirst() { left.append(next) }
    #expect(left == [2, 4, 5].map { .attempt(Fixture.ticket($0)) } + [Self.order(1)])
    #expect(backlog.isEmpty)
  }

  @Test func `a debit waits once`() {
    var backlog = Backlog([.attempt(Fixture.ticket(1)), .attempt(Fixture.ticket(1))])
    #expect(backlog.count == 1)
    _ = backlog.takeFirst()
    #expect(backlog.takeFirst() == nil)
  }

  @Test(arguments: [(Backlog.countMax - 1, true), (Backlog.countMax, false)])
  func `an agreement is refused where its order finds no room, not dropped`(
    waiting: Int, fits: Bool
  ) {
    var bench = Bench(of: [Fixture.employer(1)])
    let clerk = bench.signIn()
    _ = bench.send(.bank(.orders), as: Bench.asBank, credit: 0)
    bench.hall.backlog[.orders(Fixture.bank)] = Backlog(
      (0..<waiting).map { Self.order(UInt64($0)) })
    let add = Fixture.agreement().entered
    let outcome = bench.call(.agreement(.add(add)), as: clerk)
    #expect(outcome.code == (fits ? nil : .exhausted))
    let known = bench.hall.state.employers[Fixture.registration(1)]?.agreements.count
    #expect(known == (fits ? 1 : 0))
    #expect(bench.hall.backlog[.orders(Fixture.bank)]?.count == Backlog.countMax)
  }
}

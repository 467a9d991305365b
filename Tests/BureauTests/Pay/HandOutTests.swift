import Fixtures
import Protocol
import Testing

@testable import Bureau

/// A debit is sent once, in time and under the terms of its digest, or it is cancelled.
@Suite struct HandOutTests {
  private static let after: Int64 = 5_000

  @Test(arguments: [(0, true), (after - 1, true), (after, false), (after + 10_800_000, false)])
  func `R-1302: after a start a debit is sent within its five seconds or cancelled`(
    late: Int64, leaves: Bool
  ) {
    var rig = EngineRig(
      of: [Fixture.payer(.requested)], at: EngineRig.start.adding(milliseconds: late))
    let feed = rig.send(.bank(.orders), as: EngineRig.asBank)
    #expect(rig.items(of: feed).count == (leaves ? 1 : 0))
    #expect(rig.status() == (leaves ? .handedOut : .cancelled))
  }

  @Test func `credit that arrives in the turn in which a debit is due is too late`() {
    var rig = EngineRig(of: [Fixture.payer(.requested)])
    let feed = rig.send(.bank(.orders), as: EngineRig.asBank, credit: 0)
    rig.now.real = rig.now.real.adding(milliseconds: Self.after)
    rig.work([.credit(feed, 5)])
    #expect(rig.items(of: feed).isEmpty)
    #expect(rig.status() == .cancelled)
  }

  @Test func `a debit that waits when the gate closes is cancelled, not sent`() {
    var rig = EngineRig(of: [Fixture.payer(.requested)])
    let feed = rig.send(.bank(.orders), as: EngineRig.asBank, credit: 0)
    rig.engine.set(Gate(closed: Refusal(.readOnly, "")))
    rig.work([.credit(feed, 5)])
    #expect(rig.items(of: feed).isEmpty)
    #expect(rig.status() == .cancelled)
  }

  @Test func `a debit whose terms have changed since its digest is cancelled, not sent`() {
    var rig = EngineRig(of: [Fixture.payer(.requested)])
    let feed = rig.send(.bank(.orders), as: EngineRig.asBank, credit: 0)
    let number = Fixture.registration(1)
    rig.engine.state.employers[number]?.registration =
      Fixture.employer(
        1, taxpayer: Fixture.taxpayer(9)
      ).registration
    rig.work([.credit(feed, 5)])
    #expect(rig.items(of: feed).isEmpty)
    #expect(rig.status() == .cancelled)
  }

  @Test func `a cancelled debit does not use the credit of the next`() {
    var rig = EngineRig(of: [
      Fixture.payer(.requested),
      Fixture.payer(
        .requested, asked: EngineRig.start.adding(milliseconds: 3_000), number: 2, of: 2),
    ])
    let feed = rig.send(.bank(.orders), as: EngineRig.asBank, credit: 0)
    rig.advance(Self.after)
    rig.work([.credit(feed, 1)])
    #expect(rig.items(of: feed).count == 1)
    #expect(rig.status() == .cancelled && rig.status(2, of: 2) == .handedOut)
  }
}

@Suite struct BacklogTests {
  private static func order(_ n: UInt64) -> Backlog.Waiting {
    .order(.settle(Fixture.bank, SettleOrder(reference: Id128(high: 0, low: n), digest: .zero)))
  }

  @Test func `a backlog is sent in order, without dropped entries`() {
    var backlog = Backlog((1...6).map { .attempt(Fixture.ticket($0)) } + [Self.order(1)])
    for dropped in [1, 3, 6] as [UInt32] { backlog.drop(Fixture.ticket(dropped)) }
    backlog.drop(Fixture.ticket(9))
    #expect(backlog.count == 4)
    var left: [Backlog.Waiting] = []
    while let next = backlog.popFirst() { left.append(next) }
    #expect(left == [2, 4, 5].map { .attempt(Fixture.ticket($0)) } + [Self.order(1)])
    #expect(backlog.isEmpty)
  }

  @Test func `a debit is in a backlog once only`() {
    var backlog = Backlog([.attempt(Fixture.ticket(1)), .attempt(Fixture.ticket(1))])
    #expect(backlog.count == 1)
    _ = backlog.popFirst()
    #expect(backlog.popFirst() == nil)
  }

  @Test(arguments: [(Backlog.countMax - 1, true), (Backlog.countMax, false)])
  func `an agreement is refused if its order has no room in the backlog`(
    waiting: Int, fits: Bool
  ) {
    var rig = EngineRig(of: [Fixture.employer(1)])
    let clerk = rig.signIn()
    _ = rig.send(.bank(.orders), as: EngineRig.asBank, credit: 0)
    rig.engine.deliveries.replace(
      .orders(Fixture.bank),
      with: Backlog((0..<waiting).map { Self.order(UInt64($0)) }))
    let add = Fixture.agreement().entered
    let outcome = rig.call(.agreement(.add(add)), as: clerk)
    #expect(outcome.code == (fits ? nil : .exhausted))
    let known = rig.engine.state.employers[Fixture.registration(1)]?.agreements.count
    #expect(known == (fits ? 1 : 0))
    #expect(rig.engine.deliveries.waiting(.orders(Fixture.bank)) == Backlog.countMax)
  }
}

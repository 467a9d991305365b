import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The effects of time on a payment: cancel, unknown, settle, and the officer's list.
@Suite struct SettleTests {
  private static func handedOut() -> PayRig {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    return rig
  }

  @Test(arguments: [(4_999, .requested), (5_000, .cancelled)] as [(Int64, AttemptStatus)])
  func `R-1302: an order that no one took in 5 s is cancelled`(
    _ milliseconds: Int64, _ status: AttemptStatus
  ) {
    var rig = PayRig([PayRig.declared()], connected: false)
    let feed = rig.connect(credit: 0)
    rig.pay()
    rig.base.advance(milliseconds)
    #expect(rig.attempt.status == status)
    #expect(rig.notice().lines.map(\.status) == [status == .cancelled ? .declared : .held])
    rig.base.work([.credit(feed, 1)])
    #expect(rig.debits(feed).count == (status == .cancelled ? 0 : 1))
  }

  @Test func `credit in time hands the debit out, journaled before it is sent`() {
    var rig = PayRig([PayRig.declared()], connected: false)
    let feed = rig.connect(credit: 0)
    let first = rig.pay()
    #expect(first.payment?.status == .requested)
    rig.base.advance(4_000)
    rig.base.work([.credit(feed, 1)])
    #expect(rig.base.lastEvents.map(\.number) == [49])
    #expect(rig.attempt.handedOut == EngineRig.start.adding(milliseconds: 4_000))
    #expect(rig.debits(feed).map(\.amount) == [rig.attempt.amount])
    rig.base.advance(9_999)
    #expect(rig.attempt.status == .handedOut)
    rig.base.advance(1)
    #expect(rig.attempt.status == .unknown)
  }

  @Test(arguments: [(9_999, .handedOut), (10_000, .unknown)] as [(Int64, AttemptStatus)])
  func `R-1304: a debit without an answer is unknown after 10 s, never failed`(
    _ milliseconds: Int64, _ status: AttemptStatus
  ) {
    var rig = Self.handedOut()
    rig.base.advance(milliseconds)
    #expect(rig.attempt.status == status)
    #expect(rig.notice().lines.map(\.status) == [.held])
    #expect(rig.pay().code == .linesHeld)
  }

  @Test func `R-1304: settle orders follow their schedule, with the debit's reference and digest`()
  {
    var rig = Self.handedOut()
    let feed = rig.settles()
    var times: [Int64] = []
    for second in 1...100 {
      let before = rig.asked(feed).count
      rig.base.advance(1_000)
      if rig.asked(feed).count > before { times.append(Int64(second) * 1_000) }
    }
    #expect(times == [12_000, 20_000, 40_000, 90_000])
    let order = SettleOrder(
      reference: PayOrders.reference(rig.attempt.number), digest: rig.attempt.digest)
    #expect(rig.asked(feed).allSatisfy { $0 == order })
    rig.report(.done)
    let count = rig.asked(feed).count
    rig.base.advance(300_000)
    #expect(rig.asked(feed).count == count, "a payment that is over is asked about")
  }

  @Test(arguments: [false, true])
  func `R-1304: a debit whose bank contradicts itself is asked about on the same schedule`(
    isRestarted: Bool
  ) {
    var rig = Self.handedOut()
    rig.base.advance(1_000)
    rig.report(.done, fen: 1)
    #expect(rig.attempt.status == .officer)
    if isRestarted { rig.base = EngineRig(rig.base.engine.state, at: rig.base.now.real) }
    let feed = rig.settles()
    // The opening of the feed sends the doubtful debit at once; the schedule goes on after it.
    #expect(rig.asked(feed).count == 1)
    var times: [Int64] = []
    for second in 2...100 {
      let before = rig.asked(feed).count
      rig.base.advance(1_000)
      if rig.asked(feed).count > before { times.append(Int64(second) * 1_000) }
    }
    #expect(times == [12_000, 20_000, 40_000, 90_000])
  }

  @Test(arguments: [5_000, 9_999, 10_000, 11_000] as [Int64])
  func `R-1304: a debit is asked about once at a time, whenever its bank contradicts itself`(
    after milliseconds: Int64
  ) {
    var rig = Self.handedOut()
    let feed = rig.settles()
    rig.base.advance(milliseconds)
    rig.report(.done, fen: 1)
    #expect(rig.attempt.status == .officer)
    for _ in milliseconds / 1_000..<100 { rig.base.advance(1_000) }
    #expect(rig.asked(feed).count == 4)
  }

  @Test func `R-1304: the last interval of the schedule repeats`() {
    let rig = Self.handedOut()
    let last = Timing.settleAfterMilliseconds.count - 1
    let now = EngineRig.start.adding(milliseconds: 86_400_000)
    let next = Timing.settle(rig.attempt, UInt32(last + 1), now: now)
    #expect(next == now.adding(milliseconds: 43_200_000))
    let soon = Timing.settle(rig.attempt, 1, now: now)
    #expect(soon == now.adding(milliseconds: 1_000))
  }

  @Test func `a bank that connects is asked about its unknown debits`() {
    var rig = Self.handedOut()
    rig.base.advance(10_000)
    let first = rig.settles()
    #expect(rig.asked(first).count == 1)
    rig.base.work([.gone(loop: 0, connection: first.connection)])
    rig.base.advance(24 * 3_600_000)
    #expect(rig.attempt.status == .officer)
    let second = rig.settles()
    #expect(rig.asked(second).count == 1)
    let other = rig.settles(PayRig.otherBank)
    #expect(rig.asked(other).isEmpty)
  }

  @Test(arguments: [(-1, .unknown), (0, .officer)] as [(Int64, AttemptStatus)])
  func `a debit unknown for a day is on the officer's list, and is still asked about`(
    _ off: Int64, _ status: AttemptStatus
  ) {
    var rig = Self.handedOut()
    rig.base.advance(10_000)
    let feed = rig.settles()
    let day: Int64 = 24 * 3_600_000
    rig.base.advance(day - 10_000 + off)
    #expect(rig.attempt.status == status)
    #expect(rig.attempt.dispute.isEmpty)
    #expect(rig.attempt.reason == (status == .officer ? "扣款状态不明超过24小时，待与银行核实" : ""))
    let count = rig.asked(feed).count
    rig.base.advance(day)
    #expect(rig.asked(feed).count > count)
  }

  @Test func `after a restart the timers are made from the attempts that are not final`() {
    let first = Self.handedOut()
    var rig = EngineRig(first.base.engine.state, at: EngineRig.start.adding(milliseconds: 9_000))
    rig.advance(1_000)
    let number = first.attempt.number
    let again = rig.engine.state.employers[Fixture.registration(1)]?.attempts[number]
    #expect(again?.status == .unknown)
    rig.advance(24 * 3_600_000)
    #expect(
      rig.engine.state.employers[Fixture.registration(1)]?.attempts[number]?.status == .officer)
  }
}

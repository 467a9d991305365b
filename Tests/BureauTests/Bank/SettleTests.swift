import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The effects of time on a payment: cancel, unknown, settle, and the officer's list.
@Suite struct SettleTests {
  private static func handedOut() -> PayRig {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    return desk
  }

  @Test(arguments: [(4_999, .requested), (5_000, .cancelled)] as [(Int64, AttemptStatus)])
  func `R-1302: an order that no one took in 5 s is cancelled`(
    _ milliseconds: Int64, _ status: AttemptStatus
  ) {
    var desk = PayRig([PayRig.declared()], connected: false)
    let feed = desk.connect(credit: 0)
    desk.pay()
    desk.rig.advance(milliseconds)
    #expect(desk.attempt.status == status)
    #expect(desk.notice().lines.map(\.status) == [status == .cancelled ? .declared : .held])
    desk.rig.work([.credit(feed, 1)])
    #expect(desk.debits(feed).count == (status == .cancelled ? 0 : 1))
  }

  @Test func `credit in time hands the debit out, journaled before it is sent`() {
    var desk = PayRig([PayRig.declared()], connected: false)
    let feed = desk.connect(credit: 0)
    let first = desk.pay()
    #expect(first.payment?.status == .requested)
    desk.rig.advance(4_000)
    desk.rig.work([.credit(feed, 1)])
    #expect(desk.rig.lastEvents.map(\.number) == [49])
    #expect(desk.attempt.handedOut == EngineRig.start.adding(milliseconds: 4_000))
    #expect(desk.debits(feed).map(\.amount) == [desk.attempt.amount])
    desk.rig.advance(9_999)
    #expect(desk.attempt.status == .handedOut)
    desk.rig.advance(1)
    #expect(desk.attempt.status == .unknown)
  }

  @Test(arguments: [(9_999, .handedOut), (10_000, .unknown)] as [(Int64, AttemptStatus)])
  func `R-1304: a debit without an answer is unknown after 10 s, never failed`(
    _ milliseconds: Int64, _ status: AttemptStatus
  ) {
    var desk = Self.handedOut()
    desk.rig.advance(milliseconds)
    #expect(desk.attempt.status == status)
    #expect(desk.notice().lines.map(\.status) == [.held])
    #expect(desk.pay().code == .linesHeld)
  }

  @Test func `R-1304: settle orders follow their schedule, with the debit's reference and digest`()
  {
    var desk = Self.handedOut()
    let feed = desk.settles()
    var times: [Int64] = []
    for second in 1...100 {
      let before = desk.asked(feed).count
      desk.rig.advance(1_000)
      if desk.asked(feed).count > before { times.append(Int64(second) * 1_000) }
    }
    #expect(times == [12_000, 20_000, 40_000, 90_000])
    let order = SettleOrder(
      reference: PayOrders.reference(desk.attempt.number), digest: desk.attempt.digest)
    #expect(desk.asked(feed).allSatisfy { $0 == order })
    desk.report(.done)
    let count = desk.asked(feed).count
    desk.rig.advance(300_000)
    #expect(desk.asked(feed).count == count, "a payment that is over is asked about")
  }

  @Test(arguments: [false, true])
  func `R-1304: a debit whose bank contradicts itself is asked about on the same schedule`(
    isRestarted: Bool
  ) {
    var desk = Self.handedOut()
    desk.rig.advance(1_000)
    desk.report(.done, fen: 1)
    #expect(desk.attempt.status == .officer)
    if isRestarted { desk.rig = EngineRig(desk.rig.engine.state, at: desk.rig.now.real) }
    let feed = desk.settles()
    // The opening of the feed sends the doubtful debit at once; the schedule goes on after it.
    #expect(desk.asked(feed).count == 1)
    var times: [Int64] = []
    for second in 2...100 {
      let before = desk.asked(feed).count
      desk.rig.advance(1_000)
      if desk.asked(feed).count > before { times.append(Int64(second) * 1_000) }
    }
    #expect(times == [12_000, 20_000, 40_000, 90_000])
  }

  @Test(arguments: [5_000, 9_999, 10_000, 11_000] as [Int64])
  func `R-1304: a debit is asked about once at a time, whenever its bank contradicts itself`(
    after milliseconds: Int64
  ) {
    var desk = Self.handedOut()
    let feed = desk.settles()
    desk.rig.advance(milliseconds)
    desk.report(.done, fen: 1)
    #expect(desk.attempt.status == .officer)
    for _ in milliseconds / 1_000..<100 { desk.rig.advance(1_000) }
    #expect(desk.asked(feed).count == 4)
  }

  @Test func `R-1304: the last interval of the schedule repeats`() {
    let desk = Self.handedOut()
    let last = Timing.settleAfterMilliseconds.count - 1
    let now = EngineRig.start.adding(milliseconds: 86_400_000)
    let next = Timing.settle(desk.attempt, UInt32(last + 1), now: now)
    #expect(next == now.adding(milliseconds: 43_200_000))
    let soon = Timing.settle(desk.attempt, 1, now: now)
    #expect(soon == now.adding(milliseconds: 1_000))
  }

  @Test func `a bank that connects is asked about its unknown debits`() {
    var desk = Self.handedOut()
    desk.rig.advance(10_000)
    let first = desk.settles()
    #expect(desk.asked(first).count == 1)
    desk.rig.work([.gone(loop: 0, connection: first.connection)])
    desk.rig.advance(24 * 3_600_000)
    #expect(desk.attempt.status == .officer)
    let second = desk.settles()
    #expect(desk.asked(second).count == 1)
    let other = desk.settles(PayRig.otherBank)
    #expect(desk.asked(other).isEmpty)
  }

  @Test(arguments: [(-1, .unknown), (0, .officer)] as [(Int64, AttemptStatus)])
  func `a debit unknown for a day is on the officer's list, and is still asked about`(
    _ off: Int64, _ status: AttemptStatus
  ) {
    var desk = Self.handedOut()
    desk.rig.advance(10_000)
    let feed = desk.settles()
    let day: Int64 = 24 * 3_600_000
    desk.rig.advance(day - 10_000 + off)
    #expect(desk.attempt.status == status)
    #expect(desk.attempt.dispute.isEmpty)
    #expect(desk.attempt.reason == (status == .officer ? "扣款状态不明超过24小时，待与银行核实" : ""))
    let count = desk.asked(feed).count
    desk.rig.advance(day)
    #expect(desk.asked(feed).count > count)
  }

  @Test func `after a restart the timers are made from the attempts that are not final`() {
    let desk = Self.handedOut()
    var rig = EngineRig(desk.rig.engine.state, at: EngineRig.start.adding(milliseconds: 9_000))
    rig.advance(1_000)
    let number = desk.attempt.number
    let again = rig.engine.state.employers[Fixture.registration(1)]?.attempts[number]
    #expect(again?.status == .unknown)
    rig.advance(24 * 3_600_000)
    #expect(
      rig.engine.state.employers[Fixture.registration(1)]?.attempts[number]?.status == .officer)
  }
}

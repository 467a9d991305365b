import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Agreement orders, repeated until the bank answers.
@Suite struct AgreementOrdersTests {
  private static let number = Fixture.sure(AgreementNumber(text: "13702020000-9"))
  private static let delete = Request.agreement(
    .delete(
      AgreementReference(number: number, wait: false)))

  /// Makes a rig whose clerk has added an agreement that its bank has not answered.
  private static func asked(credit: UInt64 = 100) -> PayRig {
    var desk = PayRig([], agreements: [], connected: false)
    desk.connectOrders(credit: credit)
    let add = Fixture.agreement(number.text).entered
    _ = desk.rig.call(.agreement(.add(add)), as: desk.clerk)
    return desk
  }

  private static func state(_ desk: PayRig) -> AgreementState {
    Fixture.sure(desk.employer.agreements[number])
  }

  private static func orders(_ desk: PayRig, _ feed: ReplyAddress? = nil) -> [BankOrder] {
    desk.rig.items(of: feed ?? Fixture.sure(desk.orders)).compactMap {
      $0 as? BankOrder
    }
  }

  @discardableResult
  private static func report(
    _ desk: inout PayRig, _ order: BankOrder, _ outcome: AgreementOutcome = .done
  ) -> EngineRig.Outcome {
    let report = AgreementReport(
      reference: order.reference, digest: order.digest, outcome: outcome, code: "", reason: "")
    return desk.rig.call(.bank(.agreementReport(report)), as: .credential(.bank(PayRig.bank)))
  }

  /// The number of operations that have moved an agreement.
  private static func moves(_ desk: PayRig) -> Int {
    desk.rig.events.count { if case .employer(.agreementMoved) = $0 { true } else { false } }
  }

  /// Lets time pass, and returns the seconds at which orders arrive on the bank's feed.
  private static func times(_ desk: inout PayRig, _ seconds: ClosedRange<Int>) -> [Int] {
    var times: [Int] = []
    for second in seconds where second % 10 == 0 {
      let before = orders(desk).count
      desk.rig.advance(10_000)
      if orders(desk).count > before { times.append(second) }
    }
    return times
  }

  // MARK: silence

  @Test func `R-1308: an order without an answer comes again on a schedule, the same each time`() {
    var desk = Self.asked()
    #expect(Self.times(&desk, 1...34_000) == [30, 150, 750, 4_350, 18_750, 33_150])
    let orders = Self.orders(desk)
    #expect(orders.count == 7 && orders.allSatisfy { $0 == orders[0] })
    Self.report(&desk, orders[0])
    #expect(Self.times(&desk, 1...20_000).isEmpty)
    #expect(Self.moves(desk) == 1)
  }

  @Test func `R-1308: repeated orders without credit do not pile up`() {
    var desk = Self.asked(credit: 1)
    #expect(Self.times(&desk, 1...5_000).isEmpty)
    desk.rig.work([.credit(Fixture.sure(desk.orders), 50)])
    #expect(Self.orders(desk).count == 1)
    #expect(Self.times(&desk, 1...20_000) == [13_750])
  }

  @Test func `R-1308: after a restart the schedule begins again`() {
    var desk = Self.asked()
    desk.rig = EngineRig(desk.rig.engine.state, at: desk.rig.now.real.adding(milliseconds: 1_000))
    desk.connectOrders(credit: 100)
    #expect(Self.orders(desk).count == 1)
    #expect(Self.times(&desk, 1...1_000) == [30, 150, 750])
  }

  // MARK: deleting what the bank has not answered

  @Test func `A3: an agreement in verification ends when the bank says so, whatever it says later`()
  {
    var desk = Self.asked()
    let verify = Self.orders(desk)[0]
    #expect(desk.rig.call(Self.delete, as: desk.clerk).reply != nil)
    #expect(Self.state(desk).status == .ending)
    let end = Fixture.sure(Self.orders(desk).last)
    #expect(end.kind == .end && end.reference != verify.reference)
    for outcome in AgreementOutcome.allCases {
      #expect(Self.report(&desk, verify, outcome).message(Done.self) == Done(text: ""))
      #expect(Self.state(desk).status == .ending)
    }
    // The order replaced by the end is not sent again, neither at an opening nor on the schedule.
    let second = desk.connect()
    #expect(Self.orders(desk, second) == [end])
    desk.rig.advance(30_000)
    #expect(Self.orders(desk, second) == [end, end])
    Self.report(&desk, end)
    #expect(Self.state(desk).status == .ended)
    let third = desk.connect()
    #expect(Self.orders(desk, third).isEmpty)
  }

  // MARK: terms that have changed

  /// Changes the employer's taxpayer code, as an import does.
  private static func change(_ desk: inout PayRig) {
    desk.rig.engine.state.employers[Fixture.registration(1)]?.registration =
      Fixture.employer(1, taxpayer: Fixture.taxpayer(9)).registration
  }

  enum Again: CaseIterable { case opening, schedule }

  @Test(arguments: [false, true], Again.allCases)
  func `R-1308: an unanswered order is replaced once if the terms have changed`(
    isEnd: Bool, again: Again
  ) {
    var desk = Self.asked()
    if isEnd {
      Self.report(&desk, Self.orders(desk)[0])
      _ = desk.rig.call(Self.delete, as: desk.clerk)
    }
    let before = Fixture.sure(Self.orders(desk).last)
    let status = Self.state(desk).status
    Self.change(&desk)
    let moved = Self.moves(desk)
    switch again {
    case .opening: desk.connectOrders(credit: 100)
    case .schedule: desk.rig.advance(30_000)
    }
    let renewed = Fixture.sure(Self.orders(desk).last)
    #expect(Self.moves(desk) == moved + 1)
    #expect(renewed.reference != before.reference && renewed.taxpayer == Fixture.taxpayer(9))
    #expect(renewed.kind == before.kind)
    #expect(
      renewed.digest
        == AgreementOrders.digest(
          renewed.kind, Self.state(desk), desk.employer, StandInDigests()))
    #expect(Self.state(desk).order == renewed.reference && Self.state(desk).status == status)
    // Once only: the next opening has the same order, and the former's answer changes no state.
    let other = desk.connect()
    #expect(Self.orders(desk, other) == [renewed])
    #expect(Self.report(&desk, before).message(Done.self) == Done(text: ""))
    #expect(Self.state(desk).status == status)
    Self.report(&desk, renewed)
    #expect(Self.state(desk).status == (isEnd ? .ended : .active))
  }
}

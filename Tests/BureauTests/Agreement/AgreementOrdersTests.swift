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
    var rig = PayRig([], agreements: [], connected: false)
    rig.connectOrders(credit: credit)
    let add = Fixture.agreement(number.text).entered
    _ = rig.base.call(.agreement(.add(add)), as: rig.clerk)
    return rig
  }

  private static func state(_ rig: PayRig) -> AgreementState {
    Fixture.sure(rig.employer.agreements[number])
  }

  private static func orders(_ rig: PayRig, _ feed: ReplyAddress? = nil) -> [BankOrder] {
    rig.base.items(of: feed ?? Fixture.sure(rig.orders)).compactMap {
      $0 as? BankOrder
    }
  }

  @discardableResult
  private static func report(
    _ rig: inout PayRig, _ order: BankOrder, _ outcome: AgreementOutcome = .done
  ) -> EngineRig.Outcome {
    let report = AgreementReport(
      reference: order.reference, digest: order.digest, outcome: outcome, code: "", reason: "")
    return rig.base.call(.bank(.agreementReport(report)), as: .credential(.bank(PayRig.bank)))
  }

  /// The number of operations that have moved an agreement.
  private static func moves(_ rig: PayRig) -> Int {
    rig.base.events.count { if case .employer(.agreementMoved) = $0 { true } else { false } }
  }

  /// Lets time pass, and returns the seconds at which orders arrive on the bank's feed.
  private static func times(_ rig: inout PayRig, _ seconds: ClosedRange<Int>) -> [Int] {
    var times: [Int] = []
    for second in seconds where second % 10 == 0 {
      let before = orders(rig).count
      rig.base.advance(10_000)
      if orders(rig).count > before { times.append(second) }
    }
    return times
  }

  // MARK: silence

  @Test func `R-1308: an order without an answer comes again on a schedule, the same each time`() {
    var rig = Self.asked()
    #expect(Self.times(&rig, 1...34_000) == [30, 150, 750, 4_350, 18_750, 33_150])
    let orders = Self.orders(rig)
    #expect(orders.count == 7 && orders.allSatisfy { $0 == orders[0] })
    Self.report(&rig, orders[0])
    #expect(Self.times(&rig, 1...20_000).isEmpty)
    #expect(Self.moves(rig) == 1)
  }

  @Test func `R-1308: repeated orders without credit do not pile up`() {
    var rig = Self.asked(credit: 1)
    #expect(Self.times(&rig, 1...5_000).isEmpty)
    rig.base.work([.credit(Fixture.sure(rig.orders), 50)])
    #expect(Self.orders(rig).count == 1)
    #expect(Self.times(&rig, 1...20_000) == [13_750])
  }

  @Test func `R-1308: after a restart the schedule begins again`() {
    var rig = Self.asked()
    rig.base = EngineRig(rig.base.engine.state, at: rig.base.now.real.adding(milliseconds: 1_000))
    rig.connectOrders(credit: 100)
    #expect(Self.orders(rig).count == 1)
    #expect(Self.times(&rig, 1...1_000) == [30, 150, 750])
  }

  // MARK: deleting what the bank has not answered

  @Test func `A3: an agreement in verification ends when the bank says so, whatever it says later`()
  {
    var rig = Self.asked()
    let verify = Self.orders(rig)[0]
    #expect(rig.base.call(Self.delete, as: rig.clerk).reply != nil)
    #expect(Self.state(rig).status == .ending)
    let end = Fixture.sure(Self.orders(rig).last)
    #expect(end.kind == .end && end.reference != verify.reference)
    for outcome in AgreementOutcome.allCases {
      #expect(Self.report(&rig, verify, outcome).message(Done.self) == Done(text: ""))
      #expect(Self.state(rig).status == .ending)
    }
    // The order replaced by the end is not sent again, neither at an opening nor on the schedule.
    let second = rig.connect()
    #expect(Self.orders(rig, second) == [end])
    rig.base.advance(30_000)
    #expect(Self.orders(rig, second) == [end, end])
    Self.report(&rig, end)
    #expect(Self.state(rig).status == .ended)
    let third = rig.connect()
    #expect(Self.orders(rig, third).isEmpty)
  }

  // MARK: terms that have changed

  /// Changes the employer's taxpayer code, as an import does.
  private static func change(_ rig: inout PayRig) {
    rig.base.engine.state.employers[Fixture.registration(1)]?.registration =
      Fixture.employer(1, taxpayer: Fixture.taxpayer(9)).registration
  }

  enum Again: CaseIterable { case opening, schedule }

  @Test(arguments: [false, true], Again.allCases)
  func `R-1308: an unanswered order is replaced once if the terms have changed`(
    isEnd: Bool, again: Again
  ) {
    var rig = Self.asked()
    if isEnd {
      Self.report(&rig, Self.orders(rig)[0])
      _ = rig.base.call(Self.delete, as: rig.clerk)
    }
    let before = Fixture.sure(Self.orders(rig).last)
    let status = Self.state(rig).status
    Self.change(&rig)
    let moved = Self.moves(rig)
    switch again {
    case .opening: rig.connectOrders(credit: 100)
    case .schedule: rig.base.advance(30_000)
    }
    let renewed = Fixture.sure(Self.orders(rig).last)
    #expect(Self.moves(rig) == moved + 1)
    #expect(renewed.reference != before.reference && renewed.taxpayer == Fixture.taxpayer(9))
    #expect(renewed.kind == before.kind)
    #expect(
      renewed.digest
        == AgreementOrders.digest(
          renewed.kind, Self.state(rig), rig.employer, StandInDigests()))
    #expect(Self.state(rig).order == renewed.reference && Self.state(rig).status == status)
    // Once only: the next opening has the same order, and the former's answer changes no state.
    let other = rig.connect()
    #expect(Self.orders(rig, other) == [renewed])
    #expect(Self.report(&rig, before).message(Done.self) == Done(text: ""))
    #expect(Self.state(rig).status == status)
    Self.report(&rig, renewed)
    #expect(Self.state(rig).status == (isEnd ? .ended : .active))
  }
}

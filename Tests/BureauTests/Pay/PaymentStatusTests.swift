import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The status of a payment, by its number or by its key, now or once it is final.
@Suite struct PaymentStatusTests {
  private static let key = Id128(millis: 1_700_000_000_000, randomA: 1, randomB: 2)

  private static func ask(
    _ number: TicketNumber? = nil, key: Id128? = nil, wait: Bool = false
  ) -> Request {
    .pay(.status(PaymentStatusRequest(number: number, key: key, wait: wait)))
  }

  @Test func `R-1205: a payment that is not in memory is found by its key in the books`() throws {
    var rig = EngineRig()
    let clerk = rig.signIn()
    let number = try #require(TicketNumber(number: 437_026_260_400_000_001))
    rig.shelf.keys[Self.key] = KeyedOperation(sequence: 1, digest: .zero, attempt: number)
    _ = rig.call(Self.ask(key: Self.key), as: clerk)
    #expect(rig.queries.last?.query == .status(Fixture.registration(1), number))
  }

  @Test func `R-1205: an unused key names no payment`() {
    var rig = EngineRig()
    let clerk = rig.signIn()
    #expect(rig.call(Self.ask(key: Self.key), as: clerk).code == .paymentNotFound)
    #expect(rig.queries.isEmpty)
    #expect(rig.call(Self.ask(), as: clerk).code == .paymentNotFound)
  }

  @Test func `a number that is not in memory is looked up in the books, for one's own employer`()
    throws
  {
    var rig = PayRig([PayRig.declared()])
    let number = try #require(TicketNumber(number: 437_026_260_400_000_001))
    guard case .query(let query) = rig.base.call(Self.ask(number), as: rig.clerk) else {
      Issue.record("not asked")
      return
    }
    #expect(query == .status(Fixture.registration(1), number))
  }

  @Test(
    arguments: [
      (.handedOut, "扣款处理中", "shebao pay status 437026261100000001 --wait", false),
      (.unknown, "扣款状态不明，扣款锁定，请勿重复缴费", "shebao pay status 437026261100000001 --wait", false),
      (.officer, "待税务机关核实，请勿重复缴费", "请联系主管税务机关", false),
      (.succeeded, "扣款成功", "", true), (.failed, "扣款失败", "shebao pay preview N1", true),
    ] as [(AttemptStatus, String, String, Bool)])
  func `each status has its word, its next step, and whether it is final`(
    _ status: AttemptStatus, _ word: String, _ next: String, _ final: Bool
  ) {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    switch status {
    case .unknown: rig.base.advance(10_000)
    case .officer: rig.report(.done, fen: 1)
    case .succeeded: rig.report(.done)
    case .failed: rig.report(.refused, code: "51", reason: "余额不足")
    case .requested, .handedOut, .cancelled, .posted: break
    }
    let payment = rig.base.call(Self.ask(rig.attempt.number), as: rig.clerk).payment
    #expect(payment?.status == status)
    #expect(payment?.statusText == word)
    #expect(payment?.next == next)
    #expect(payment?.final == final)
  }

  @Test(arguments: [DebitOutcome.done, .refused, .none])
  func `R-1405: a waiting request is answered when the payment is final`(outcome: DebitOutcome) {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    let waits = rig.base.send(
      Self.ask(rig.attempt.number, wait: true), as: rig.clerk, within: 20_000)
    rig.report(.working)
    #expect(rig.base.outcome(of: waits).waiting != nil)
    rig.report(outcome, code: "51", reason: "余额不足")
    #expect(rig.base.outcome(of: waits).payment?.final == true)
  }

  @Test func `R-1405: a wait that reaches its deadline is answered with the present state`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    let waits = rig.base.send(
      Self.ask(rig.attempt.number, wait: true), as: rig.clerk, within: 20_000)
    rig.base.advance(10_000)
    #expect(rig.base.outcome(of: waits).waiting != nil)
    // A margin before the deadline, so that the answer arrives in time.
    rig.base.advance(9_749)
    #expect(rig.base.outcome(of: waits).waiting != nil)
    rig.base.advance(1)
    #expect(rig.base.outcome(of: waits).payment?.status == .unknown)
  }

  @Test func `a wait by key also waits for the payment to begin`() {
    var rig = PayRig([PayRig.declared()])
    let key = rig.base.newKey()
    let waits = rig.base.send(
      Self.ask(key: key, wait: true), as: rig.clerk, within: 20_000)
    #expect(rig.base.outcome(of: waits).waiting != nil)
    rig.pay(rig.request(), key: key)
    #expect(rig.base.outcome(of: waits).waiting != nil)
    rig.report(.done)
    #expect(rig.base.outcome(of: waits).payment?.status == .succeeded)
  }

  @Test func `R-1205: another person's key names no payment`() {
    var rig = PayRig([PayRig.declared()])
    let key = rig.base.newKey()
    rig.pay(rig.request(), key: key)
    let colleague = rig.base.signIn(2)
    #expect(rig.base.call(Self.ask(key: key), as: colleague).code == .paymentNotFound)
    #expect(rig.base.call(Self.ask(key: key), as: rig.clerk).payment != nil)
    #expect(rig.base.call(Self.ask(rig.attempt.number), as: colleague).payment != nil)
  }

  @Test func `a payment is shown with its lines, and the list is read from the books`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    let which = PaymentStatusRequest(number: rig.attempt.number, wait: false)
    guard
      let detail = rig.base.call(.pay(.show(which)), as: rig.clerk).reply as? PaymentDetail
    else {
      Issue.record("not shown")
      return
    }
    #expect(detail.lines.map(\.amount.fen) == [100_000])
    #expect(detail.payment.number == rig.attempt.number)
    let none = PaymentStatusRequest(key: Self.key, wait: false)
    #expect(rig.base.call(.pay(.show(none)), as: rig.clerk).code == .paymentNotFound)
    guard case .query(let query) = rig.base.call(.pay(.list(PaymentFilter())), as: rig.clerk)
    else {
      Issue.record("not from the books")
      return
    }
    #expect(query == .payments(Fixture.registration(1), PaymentFilter()))
  }
}

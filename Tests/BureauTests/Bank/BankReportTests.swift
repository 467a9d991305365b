import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Banks' reports on debits: timely, late, repeated, contradictory and malformed.
@Suite struct BankReportTests {
  /// Makes a rig with a payment handed out to the bank.
  private static func handedOut() -> PayRig {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    return rig
  }

  /// Makes a rig with a payment that the bank has not answered in time.
  private static func unknown() -> PayRig {
    var rig = handedOut()
    rig.base.advance(10_000)
    return rig
  }

  /// Makes a rig with a payment that has had no answer for a day and waits for an officer.
  private static func silent() -> PayRig {
    var rig = handedOut()
    rig.base.advance(10_000)
    rig.base.advance(24 * 3_600_000)
    rig.signIn()
    return rig
  }

  /// Makes a rig with a payment whose bank reported another amount.
  private static func disputed() -> PayRig {
    var rig = handedOut()
    rig.report(.done, fen: 1)
    return rig
  }

  enum Begin: CaseIterable { case handedOut, unknown, silent, disputed }

  private static func rig(_ begin: Begin) -> PayRig {
    switch begin {
    case .handedOut: handedOut()
    case .unknown: unknown()
    case .silent: silent()
    case .disputed: disputed()
    }
  }

  @Test(arguments: Begin.allCases)
  func `R-1303: a report of success pays the lines once, in time or late`(begin: Begin) {
    var rig = Self.rig(begin)
    #expect(rig.report(.done).message(Done.self) == Done(text: ""))
    #expect(rig.attempt.status == .succeeded)
    #expect(rig.attempt.receipt == "R1")
    #expect(rig.notice().lines.map(\.status) == [.paid])
    let entryCount = rig.base.entries.count
    #expect(rig.report(.done).message(Done.self) == Done(text: ""))
    #expect(rig.base.entries.count == entryCount, "a report twice changed something")
    #expect(rig.base.replayed().employers == [:])
  }

  @Test(
    arguments: [
      (.handedOut, .failed), (.unknown, .failed), (.silent, .failed), (.disputed, .officer),
    ] as [(Begin, AttemptStatus)], [DebitOutcome.refused, .none])
  func `R-1303: a report of refusal frees the lines, unless the bank has contradicted itself`(
    _ case_: (Begin, AttemptStatus), _ outcome: DebitOutcome
  ) {
    var rig = Self.rig(case_.0)
    rig.report(outcome, code: "51", reason: "余额不足")
    #expect(rig.attempt.status == case_.1)
    let freed = case_.1 == .failed
    #expect(rig.notice().lines.map(\.status) == [freed ? .declared : .held])
    guard freed else { return }
    #expect(rig.attempt.code == (outcome == .none ? "NONE" : "51"))
    #expect(rig.attempt.reason == (outcome == .none ? "银行未收到扣款指令，并已永久拒绝" : "余额不足"))
    // A new payment is another attempt, with another reference.
    let first = rig.attempt.number
    #expect(rig.pay().payment?.status == .handedOut)
    #expect(rig.attempt.number != first)
  }

  @Test(arguments: Begin.allCases)
  func `R-1303: a report of work in progress has no effect`(begin: Begin) {
    var rig = Self.rig(begin)
    let before = rig.attempt
    #expect(rig.report(.working).message(Done.self) == Done(text: ""))
    #expect(rig.attempt == before)
  }

  struct Nonsense {
    var outcome: DebitOutcome
    var fen: Int64
    var receipt: String
    var why: String
  }

  private static let nonsense = [
    Nonsense(
      outcome: .done, fen: 99_999, receipt: "R1", why: "银行报告已扣款 999.99 元，与指令金额不符或无回单号"),
    Nonsense(
      outcome: .done, fen: 100_001, receipt: "R1", why: "银行报告已扣款 1000.01 元，与指令金额不符或无回单号"),
    Nonsense(outcome: .done, fen: 0, receipt: "R1", why: "银行报告已扣款 0.00 元，与指令金额不符或无回单号"),
    Nonsense(
      outcome: .done, fen: 100_000, receipt: "", why: "银行报告已扣款 1000.00 元，与指令金额不符或无回单号"),
    Nonsense(outcome: .refused, fen: 1, receipt: "", why: "银行报告未扣款，却给出金额 0.01 元"),
    Nonsense(outcome: .none, fen: 100_000, receipt: "", why: "银行报告未扣款，却给出金额 1000.00 元"),
  ]

  @Test(arguments: nonsense.indices, [Begin.handedOut, .unknown, .silent])
  func `R-1306: a wrong amount, no receipt, or money with a refusal goes to an officer`(
    _ which: Int, _ begin: Begin
  ) {
    let nonsense = Self.nonsense[which]
    var rig = Self.rig(begin)
    rig.report(nonsense.outcome, fen: nonsense.fen, receipt: nonsense.receipt)
    #expect(rig.attempt.status == .officer)
    #expect(rig.attempt.dispute == nonsense.why)
    #expect(rig.notice().lines.map(\.status) == [.held])
    #expect(rig.preview().reply != nil)
    let again = rig.pay()
    #expect(again.code == .linesHeld)
    #expect(again.refusal?.text == "扣款锁定，请勿重复缴费")
  }

  @Test func `of several contradictions the first stays on the list`() {
    var rig = Self.disputed()
    let first = rig.attempt.dispute
    let entryCount = rig.base.entries.count
    rig.report(.refused, fen: 7)
    #expect(rig.attempt.dispute == first)
    #expect(rig.base.entries.count == entryCount)
  }

  @Test func `R-1306: a contradiction of a success goes to an officer, and the success stays`() {
    let later: [(DebitOutcome, Int64?, String, String)] = [
      (.done, nil, "R2", "银行又以回单号 R2 报告扣款成功，与已记回单号不同"),
      (.refused, nil, "", "银行又报告未扣款，而已记为扣款成功"),
      (.none, nil, "", "银行又报告未扣款，而已记为扣款成功"),
      (.done, 1, "R1", "银行报告已扣款 0.01 元，与指令金额不符或无回单号"),
    ]
    for (outcome, fen, receipt, why) in later {
      var rig = Self.handedOut()
      rig.report(.done)
      let paid = rig.attempt
      #expect(rig.report(outcome, fen: fen, receipt: receipt).message(Done.self) == Done(text: ""))
      #expect(rig.attempt.dispute == why)
      #expect(rig.attempt.status == .succeeded)
      #expect(rig.attempt.receipt == paid.receipt)
      #expect(rig.notice().lines.map(\.status) == [.paid])
    }
  }

  @Test
  func `R-1306: a success reported for a failed payment goes to an officer, and the failure stays`()
  {
    for first in [DebitOutcome.refused, .none] {
      var rig = Self.handedOut()
      rig.report(first, code: "51", reason: "余额不足")
      #expect(rig.report(.done).message(Done.self) == Done(text: ""))
      #expect(rig.attempt.status == .failed)
      #expect(rig.attempt.dispute == "银行以回单号 R1 报告扣款成功，而已记为未扣款")
      #expect(rig.notice().lines.map(\.status) == [.declared])
      let entryCount = rig.base.entries.count
      rig.report(first)
      rig.report(.working)
      #expect(rig.base.entries.count == entryCount)
    }
  }

  @Test func `R-1307: a report of another bank, on other terms or a made-up reference is refused`()
  {
    var rig = Self.handedOut()
    let before = rig.attempt
    #expect(rig.report(.done, by: PayRig.otherBank).code == .orderNotFound)
    #expect(rig.report(.done, digest: Digest256(1, 2, 3, 4)).code == .orderDiffers)
    #expect(rig.report(.done, reference: Id128(high: 1, low: 5)).code == .orderNotFound)
    #expect(rig.report(.done, reference: Id128(high: 0, low: 5)).code == .orderNotFound)
    #expect(rig.attempt == before)
  }

  @Test func `a report on an order that was not sent is refused`() {
    var rig = PayRig([PayRig.declared()], connected: false)
    _ = rig.connect(credit: 0)
    rig.pay()
    #expect(rig.attempt.status == .requested)
    let refusal = rig.report(.done).refusal
    #expect(refusal?.code == .orderNotFound)
    #expect(refusal?.text == "该扣款指令尚未发出")
  }

  @Test func `one of a bank's two connections gets the debit, and either may report`() {
    var rig = PayRig([PayRig.declared()])
    let second = rig.connect()
    rig.pay()
    #expect(rig.debits(rig.orders).isEmpty && rig.debits(second).count == 1)
    rig.base.work([.gone(loop: 0, connection: second.connection)])
    #expect(rig.debits(rig.orders).isEmpty, "a debit was sent again")
    #expect(rig.report(.done).reply != nil)
    #expect(rig.attempt.status == .succeeded)
  }

  @Test func `R-1302: a debit is never sent again, however often its bank connects`() {
    var rig = Self.unknown()
    for _ in 0..<3 {
      rig.base.work([.gone(loop: 0, connection: Fixture.sure(rig.orders).connection)])
      let feed = rig.connect()
      #expect(rig.debits(feed).isEmpty)
    }
    #expect(rig.debits(rig.orders).count == 1)
  }

  @Test func `the digest covers the terms: payer and account`() {
    var first = Self.handedOut()
    var second = PayRig([PayRig.declared()]) { $0.registration.taxpayer = Fixture.taxpayer(9) }
    second.pay()
    var third = PayRig([PayRig.declared()]) { employer in
      employer.agreements[PayRig.agreement] = PayRig.agreed(account: "6222020200112233452")
    }
    third.pay()
    let digests = [first.attempt.digest, second.attempt.digest, third.attempt.digest]
    #expect(Set(digests).count == 3)
    #expect(first.report(.done, digest: digests[1]).code == .orderDiffers)
    #expect(first.debits(first.orders).map(\.digest) == [digests[0]])
  }

  @Test func `a bank's methods are refused to other roles`() {
    var rig = Self.handedOut()
    let report = DebitReport(
      reference: PayOrders.reference(rig.attempt.number), digest: rig.attempt.digest,
      outcome: .done, amount: rig.attempt.amount, receipt: "R1", code: "", reason: "")
    for other in [Credential.none, .gateway, .app(.taxApp), .officer("qingdao")] {
      let outcome = rig.base.call(.bank(.debitReport(report)), as: .credential(other))
      #expect(outcome.code == .wrongRole)
    }
    #expect(rig.attempt.status == .handedOut)
  }
}

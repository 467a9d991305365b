import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Reports on payments so old that they are not loaded with their employer.
@Suite struct OldReportTests {
  private static let number = Fixture.ticket(1)

  /// Makes a rig whose books have a payment that ended long ago, with its employer in memory or
  /// not.
  private static func rig(_ status: AttemptStatus, isInMemory: Bool = false) -> EngineRig {
    var employer = Fixture.payer(status)
    var attempt = Fixture.sure(employer.attempts.removeValue(forKey: number))
    attempt.ended = EngineRig.start
    attempt.receipt = status == .succeeded || status == .posted ? "R1" : ""
    employer.notices = [:]
    var rig = isInMemory ? EngineRig(of: [employer]) : EngineRig()
    rig.shelf.put(employer)
    rig.shelf.put(Fixture.person(1))
    rig.shelf.attempts[number] = Fixture.registration(1)
    rig.shelf.past[number] = attempt
    return rig
  }

  @discardableResult
  private static func report(
    _ rig: inout EngineRig, _ outcome: DebitOutcome, receipt: String = "",
    digest: Digest256? = nil, by bank: BankNumber = Fixture.bank
  ) -> EngineRig.Outcome {
    let order = Fixture.sure(rig.shelf.past[number])
    let report = DebitReport(
      reference: PayOrders.reference(number), digest: digest ?? order.digest, outcome: outcome,
      amount: outcome == .done ? PaymentView.total(order) : .zero, receipt: receipt, code: "",
      reason: "")
    return rig.call(.bank(.debitReport(report)), as: .credential(.bank(bank)))
  }

  private static func disputes(_ rig: EngineRig) -> [String] {
    rig.events.compactMap {
      if case .employer(.attemptDisputed(let e)) = $0 { e.what } else { nil }
    }
  }

  struct Said {
    var status: AttemptStatus
    var outcome: DebitOutcome
    var receipt = ""
    var dispute: String?
  }

  private static let said = [
    Said(status: .succeeded, outcome: .done, receipt: "R1"),
    Said(status: .posted, outcome: .done, receipt: "R1"),
    Said(status: .succeeded, outcome: .working),
    Said(
      status: .succeeded, outcome: .done, receipt: "R2", dispute: "银行又以回单号 R2 报告扣款成功，与已记回单号不同"),
    Said(status: .succeeded, outcome: .refused, dispute: "银行又报告未扣款，而已记为扣款成功"),
    Said(status: .posted, outcome: .none, dispute: "银行又报告未扣款，而已记为扣款成功"),
    Said(status: .failed, outcome: .refused),
    Said(
      status: .failed, outcome: .done, receipt: "R3", dispute: "银行以回单号 R3 报告扣款成功，而已记为未扣款"),
    Said(status: .cancelled, outcome: .none),
    Said(
      status: .cancelled, outcome: .done, receipt: "R3", dispute: "银行以回单号 R3 报告扣款成功，而已记为未扣款"),
  ]

  @Test(arguments: said.indices, [false, true])
  func `R-1306, R-1307: a repeat is acknowledged, a contradiction goes to an officer, however old`(
    _ which: Int, _ isInMemory: Bool
  ) {
    let said = Self.said[which]
    var rig = Self.rig(said.status, isInMemory: isInMemory)
    for _ in 0..<2 {
      let outcome = Self.report(&rig, said.outcome, receipt: said.receipt)
      #expect(outcome.message(Done.self) == Done(text: ""))
      #expect(Self.disputes(rig) == [said.dispute].compactMap { $0 })
    }
    // Only a disputed payment is loaded into memory.
    let known = rig.engine.state.employers[Fixture.registration(1)]?.attempts[Self.number]
    #expect(known?.dispute == said.dispute)
    #expect(known?.status == (said.dispute == nil ? nil : said.status))
    #expect((rig.engine.state.attemptOwners[Self.number] == nil) == (said.dispute == nil))
  }

  @Test func `a report on an old payment by another bank or on other terms is refused`() {
    var rig = Self.rig(.succeeded)
    let other = Fixture.otherBank
    #expect(Self.report(&rig, .done, receipt: "R2", by: other).code == .orderNotFound)
    let digest = Digest256(1, 2, 3, 4)
    #expect(Self.report(&rig, .done, receipt: "R2", digest: digest).code == .orderDiffers)
    #expect(rig.entries.isEmpty)
  }

  @Test func `a payment that the books do not have is not found`() {
    for keepsOwner in [false, true] {
      var rig = Self.rig(.succeeded)
      let order = Fixture.sure(rig.shelf.past[Self.number])
      rig.shelf.past = [:]
      if !keepsOwner { rig.shelf.attempts = [:] }
      let report = DebitReport(
        reference: PayOrders.reference(Self.number), digest: order.digest, outcome: .refused,
        amount: .zero, receipt: "", code: "", reason: "")
      #expect(rig.call(.bank(.debitReport(report)), as: EngineRig.asBank).code == .orderNotFound)
    }
  }

  @Test func `an old payment that is contradicted is resolved like a new one`() {
    var rig = Self.rig(.failed)
    let resolve = Request.officer(
      .resolve(
        OfficerResolve(number: Self.number, succeeded: false, receipt: "", reason: "查无此款")))
    let officer = EngineRig.From.credential(.officer("qingdao"))
    #expect(rig.call(resolve, as: officer).code == .notForOfficer)
    Self.report(&rig, .done, receipt: "R9")
    #expect(rig.call(resolve, as: officer).reply != nil)
    #expect(rig.lastEvents.map(\.number) == [56])
    #expect(
      rig.engine.state.employers[Fixture.registration(1)]?.attempts[Self.number]?.dispute == "")
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

/// What a bank says of a payment so old that loading its employer does not bring it.
@Suite struct OldReportTests {
  private static let number = Fixture.ticket(1)

  /// A bench whose books have a payment that ended long ago; its employer is in memory, or not.
  private static func bench(_ status: AttemptStatus, isResident: Bool = false) -> Bench {
    var employer = Fixture.payer(status)
    var attempt = Fixture.sure(employer.attempts.removeValue(forKey: number))
    attempt.ended = Bench.start
    attempt.receipt = status == .succeeded || status == .posted ? "R1" : ""
    employer.notices = [:]
    var bench = isResident ? Bench(of: [employer]) : Bench()
    bench.shelf.put(employer)
    bench.shelf.put(Fixture.person(1))
    bench.shelf.attempts[number] = Fixture.registration(1)
    bench.shelf.past[number] = attempt
    return bench
  }

  @discardableResult
  private static func report(
    _ bench: inout Bench, _ outcome: DebitOutcome, receipt: String = "",
    digest: Digest256? = nil, by bank: BankNumber = Fixture.bank
  ) -> Bench.Outcome {
    let order = Fixture.sure(bench.shelf.past[number])
    let report = DebitReport(
      reference: PayOrders.reference(number), digest: digest ?? order.digest, outcome: outcome,
      amount: outcome == .done ? PaymentView.total(order) : .zero, receipt: receipt, code: "",
      reason: "")
    return bench.call(.bank(.debitReport(report)), as: .credential(.bank(bank)))
  }

  private static func disputes(_ bench: Bench) -> [String] {
    bench.events.compactMap {
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
  func `R-1306 R-1307 a repeat is acknowledged, a contradiction goes to an officer, however old`(
    _ which: Int, _ isResident: Bool
  ) {
    let said = Self.said[which]
    var bench = Self.bench(said.status, isResident: isResident)
    for _ in 0..<2 {
      let outcome = Self.report(&bench, said.outcome, receipt: said.receipt)
      #expect(outcome.message(Done.self) == Done(text: ""))
      #expect(Self.disputes(bench) == (said.dispute.map { [$0] } ?? []))
    }
    // Only what is on the officer's list comes back into memory.
    let known = bench.hall.state.employers[Fixture.registration(1)]?.attempts[Self.number]
    #expect(known?.dispute == said.dispute)
    #expect(known?.status == (said.dispute == nil ? nil : said.status))
    #expect((bench.hall.state.attemptOwners[Self.number] == nil) == (said.dispute == nil))
  }

  @Test func `of an old payment too, another bank's word and other terms are refused`() {
    var bench = Self.bench(.succeeded)
    let other = Fixture.otherBank
    #expect(Self.report(&bench, .done, receipt: "R2", by: other).code == .orderNotFound)
    let digest = Digest256(1, 2, 3, 4)
    #expect(Self.report(&bench, .done, receipt: "R2", digest: digest).code == .orderDiffers)
    #expect(bench.rows.isEmpty)
  }

  @Test func `a payment that the books do not have is not found`() {
    for keepsOwner in [false, true] {
      var bench = Self.bench(.succeeded)
      let order = Fixture.sure(bench.shelf.past[Self.number])
      bench.shelf.past = [:]
      if !keepsOwner { bench.shelf.attempts = [:] }
      let report = DebitReport(
        reference: PayOrders.reference(Self.number), digest: order.digest, outcome: .refused,
        amount: .zero, receipt: "", code: "", reason: "")
      #expect(bench.call(.bank(.debitReport(report)), as: Bench.asBank).code == .orderNotFound)
    }
  }

  @Test func `an old payment that is contradicted is resolved like a new one`() {
    var bench = Self.bench(.failed)
    let resolve = Request.officer(
      .resolve(
        OfficerResolve(number: Self.number, succeeded: false, receipt: "", reason: "查无此款")))
    let officer = Bench.From.credential(.officer("qingdao"))
    #expect(bench.call(resolve, as: officer).code == .notForOfficer)
    Self.report(&bench, .done, receipt: "R9")
    #expect(bench.call(resolve, as: officer).reply != nil)
    #expect(bench.lastEvents.map(\.number) == [56])
    #expect(
      bench.hall.state.employers[Fixture.registration(1)]?.attempts[Self.number]?.dispute == "")
  }
}

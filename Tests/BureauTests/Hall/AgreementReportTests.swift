import Protocol
import Testing

@testable import Bureau

/// What a bank says of an agreement order counts for the terms of that order.
@Suite struct AgreementReportTests {
  @Test(arguments: [(true, AgreementStatus.active), (false, .verifying)])
  func `a report under other terms than the order's moves nothing`(
    isOurs: Bool, after: AgreementStatus
  ) {
    var employer = Fixture.employer(1)
    var agreement = Fixture.agreement(status: .verifying)
    agreement.digest = Digest256(1, 2, 3, 4)
    employer.agreements[agreement.number] = agreement
    var bench = Bench(of: [employer])
    let report = AgreementReport(
      reference: agreement.order, digest: isOurs ? agreement.digest : Digest256(1, 2, 3, 5),
      outcome: .done, code: "", reason: "")
    let outcome = bench.call(.bankAgreementReport(report), as: Bench.asBank)
    #expect(outcome.code == (isOurs ? nil : .orderDiffers))
    let known = bench.hall.state.employers[Fixture.registration(1)]?.agreements.values.first
    #expect(known?.status == after)
  }
}

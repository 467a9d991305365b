import Fixtures
import Protocol
import Testing

@testable import Bureau

/// A bank's report on an agreement order counts only under the terms of that order.
@Suite struct AgreementReportTests {
  @Test(arguments: [(true, AgreementStatus.active), (false, .verifying)])
  func `a report under other terms than the order's is refused`(
    isOurs: Bool, after: AgreementStatus
  ) {
    var employer = Fixture.employer(1)
    var agreement = Fixture.agreement(status: .verifying)
    agreement.digest = Digest256(1, 2, 3, 4)
    employer.agreements[agreement.number] = agreement
    var rig = EngineRig(of: [employer])
    let report = AgreementReport(
      reference: agreement.order, digest: isOurs ? agreement.digest : Digest256(1, 2, 3, 5),
      outcome: .done, code: "", reason: "")
    let outcome = rig.call(.bank(.agreementReport(report)), as: EngineRig.asBank)
    #expect(outcome.code == (isOurs ? nil : .orderDiffers))
    let known = rig.engine.state.employers[Fixture.registration(1)]?.agreements.values.first
    #expect(known?.status == after)
  }

  @Test(arguments: AgreementOutcome.allCases)
  func `a repeated report on an order replaced long ago is acknowledged`(
    _ outcome: AgreementOutcome
  ) {
    var employer = Fixture.employer(1)
    let agreement = Fixture.agreement(status: .ending)
    employer.agreements[agreement.number] = agreement
    let former = Id128(high: 5, low: 5)
    let digest = Digest256(1, 2, 3, 4)
    var rig = EngineRig()
    rig.shelf.put(employer)
    rig.shelf.orders[former] = AgreementOwner(
      registration: Fixture.registration(1), agreement: agreement.number, bank: Fixture.bank,
      digest: digest)
    func say(_ digest: Digest256, as from: EngineRig.From = EngineRig.asBank) -> EngineRig.Outcome {
      let report = AgreementReport(
        reference: former, digest: digest, outcome: outcome, code: "", reason: "")
      return rig.call(.bank(.agreementReport(report)), as: from)
    }
    #expect(say(digest).message(Done.self) == Done(text: ""))
    #expect(say(Digest256(1, 2, 3, 5)).code == .orderDiffers)
    #expect(say(digest, as: .credential(.bank(PayRig.otherBank))).code == .orderNotFound)
    #expect(rig.entries.isEmpty)
  }
}

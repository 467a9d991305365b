import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The officer's list, and resolving the cases on it.
@Suite struct OfficerCasesTests {
  private static let day: Int64 = 24 * 3_600_000
  private static let officer = EngineRig.From.credential(.officer("王税务"))

  private static func referred() -> PayRig {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    rig.report(.done, fen: 1)
    return rig
  }

  private static func resolve(
    _ rig: inout PayRig, succeeded: Bool, receipt: String = "", reason: String = "",
    key: Id128? = nil
  ) -> EngineRig.Outcome {
    rig.base.call(
      .officer(
        .resolve(
          OfficerResolve(
            number: rig.attempt.number, succeeded: succeeded, receipt: receipt, reason: reason))),
      as: officer, key: key)
  }

  @Test func `a case resolved as paid pays the lines, with officer and reason`() {
    var rig = Self.referred()
    let outcome = Self.resolve(&rig, succeeded: true, receipt: "R9", reason: "银行书面确认")
    guard let open = outcome.reply as? OfficerCase else {
      Issue.record("not resolved: \(outcome)")
      return
    }
    #expect(open.payment.status == .succeeded)
    #expect(open.registration == Fixture.registration(1))
    #expect(open.why.isEmpty)
    #expect(rig.attempt.status == .succeeded)
    #expect(rig.attempt.receipt == "R9")
    #expect(rig.attempt.dispute.isEmpty)
    #expect(rig.notice().lines.map(\.status) == [.paid])
    #expect(rig.base.entries.last?.actor == Array("officer 王税务".utf8))
    guard case .employer(.attemptResolved(let event)) = rig.base.lastEvents.dropFirst().first
    else {
      Issue.record("the operation does not say who")
      return
    }
    #expect(event.officer == "王税务")
    #expect(event.reason == "银行书面确认")
  }

  @Test func `a case resolved as unpaid frees the lines, which may be paid again`() {
    var rig = Self.referred()
    #expect(Self.resolve(&rig, succeeded: false, reason: "银行查无此扣款").reply != nil)
    #expect(rig.attempt.status == .failed)
    #expect(rig.attempt.reason == "银行查无此扣款")
    #expect(rig.attempt.code == "OFFICER")
    #expect(rig.notice().lines.map(\.status) == [.declared])
    #expect(rig.pay().payment?.status == .handedOut)
  }

  @Test func `a finding without its parts is refused`() {
    var rig = Self.referred()
    let before = rig.attempt
    #expect(Self.resolve(&rig, succeeded: true, reason: "银行说的").code == .resolutionInvalid)
    #expect(Self.resolve(&rig, succeeded: false).code == .resolutionInvalid)
    #expect(
      Self.resolve(&rig, succeeded: false, receipt: "R1", reason: "无").code == .resolutionInvalid)
    #expect(rig.attempt == before)
  }

  @Test func `a debit not yet unknown for a day cannot be resolved by an officer`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    #expect(Self.resolve(&rig, succeeded: true, receipt: "R1").code == .notForOfficer)
    rig.base.advance(10_000)
    #expect(Self.resolve(&rig, succeeded: true, receipt: "R1").code == .notForOfficer)
    rig.base.advance(Self.day - 10_001)
    #expect(Self.resolve(&rig, succeeded: true, receipt: "R1").code == .notForOfficer)
    rig.base.advance(1)
    #expect(Self.resolve(&rig, succeeded: true, receipt: "R1").reply != nil)
    #expect(rig.attempt.status == .succeeded)
    #expect(Self.resolve(&rig, succeeded: true, receipt: "R1").code == .notForOfficer)
  }

  @Test func `a case is judged by the time, not by whether its timer has run`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    rig.base.advance(10_000)
    let unknown = rig.attempt
    let handedOut = Fixture.sure(unknown.handedOut)
    #expect(unknown.officerReason(before: handedOut.adding(milliseconds: -1)).isEmpty)
    #expect(unknown.officerReason(before: handedOut) == Words.unknownForADay)
  }

  @Test func `a contradicted final payment is resolved only as it ended`() {
    var paid = PayRig([PayRig.declared()])
    paid.pay()
    paid.report(.done)
    paid.report(.done, receipt: "R2")
    #expect(Self.resolve(&paid, succeeded: false, reason: "退款").code == .resolutionInvalid)
    #expect(Self.resolve(&paid, succeeded: true, receipt: "R2").code == .resolutionInvalid)
    #expect(Self.resolve(&paid, succeeded: true, receipt: "R1", reason: "R2 已退回").reply != nil)
    #expect(paid.attempt.status == .succeeded && paid.attempt.dispute.isEmpty)
    #expect(paid.base.lastEvents.map(\.number) == [56])

    var failed = PayRig([PayRig.declared()])
    failed.pay()
    failed.report(.refused, code: "51", reason: "余额不足")
    failed.report(.done)
    #expect(Self.resolve(&failed, succeeded: true, receipt: "R1").code == .resolutionInvalid)
    #expect(Self.resolve(&failed, succeeded: false, reason: "R1 已退回").reply != nil)
    #expect(failed.attempt.status == .failed && failed.attempt.reason == "余额不足")
    #expect(failed.attempt.dispute.isEmpty)
  }

  @Test func `a repeated key gets the same answer and resolves a case once`() {
    var rig = Self.referred()
    let key = rig.base.newKey()
    _ = Self.resolve(&rig, succeeded: true, receipt: "R9", reason: "a", key: key)
    let entryCount = rig.base.entries.count
    guard case .stored = Self.resolve(&rig, succeeded: true, receipt: "R9", reason: "a", key: key)
    else {
      Issue.record("not the stored answer")
      return
    }
    #expect(rig.base.entries.count == entryCount)
    let other = Self.resolve(&rig, succeeded: false, reason: "b", key: key)
    #expect(other.code == .keyReused)
  }

  @Test func `a payment that does not exist is not found`() throws {
    var rig = Self.referred()
    let number = try #require(TicketNumber(number: 437_026_261_100_000_099))
    let finding = OfficerResolve(number: number, succeeded: true, receipt: "R", reason: "")
    let outcome = rig.base.call(.officer(.resolve(finding)), as: Self.officer)
    #expect(outcome.code == .paymentNotFound)
  }

  @Test func `list and payment are read from the books, as of a day ago`() {
    var rig = Self.referred()
    let before = EngineRig.start.adding(milliseconds: -Self.day)
    guard case .query(let list) = rig.base.call(.officer(.attempts), as: Self.officer) else {
      Issue.record("not from the books")
      return
    }
    #expect(list == .officerAttempts(before: before))
    let which = OfficerReference(number: rig.attempt.number)
    guard case .query(let one) = rig.base.call(.officer(.show(which)), as: Self.officer) else {
      Issue.record("not from the books")
      return
    }
    #expect(one == .officerAttempt(rig.attempt.number, before: before))
  }

  @Test func `a clerk or a bank cannot resolve a case`() {
    var rig = Self.referred()
    let finding = OfficerResolve(
      number: rig.attempt.number, succeeded: true, receipt: "R", reason: "")
    for from in [rig.clerk, .credential(.bank(PayRig.bank)), .anyone] {
      #expect(rig.base.call(.officer(.resolve(finding)), as: from).code == .wrongRole)
    }
    #expect(rig.attempt.status == .officer)
  }
}

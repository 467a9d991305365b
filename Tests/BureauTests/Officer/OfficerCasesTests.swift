import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The officer's list, and resolving the cases on it.
@Suite struct OfficerCasesTests {
  private static let day: Int64 = 24 * 3_600_000
  private static let officer = EngineRig.From.credential(.officer("王税务"))

  private static func referred() -> PayRig {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    desk.report(.done, fen: 1)
    return desk
  }

  private static func resolve(
    _ desk: inout PayRig, succeeded: Bool, receipt: String = "", reason: String = "",
    key: Id128? = nil
  ) -> EngineRig.Outcome {
    desk.rig.call(
      .officer(
        .resolve(
          OfficerResolve(
            number: desk.attempt.number, succeeded: succeeded, receipt: receipt, reason: reason))),
      as: officer, key: key)
  }

  @Test func `a case resolved as paid pays the lines, with officer and reason`() {
    var desk = Self.referred()
    let outcome = Self.resolve(&desk, succeeded: true, receipt: "R9", reason: "银行书面确认")
    guard let open = outcome.reply as? OfficerCase else {
      Issue.record("not resolved: \(outcome)")
      return
    }
    #expect(open.payment.status == .succeeded)
    #expect(open.registration == Fixture.registration(1))
    #expect(open.why.isEmpty)
    #expect(desk.attempt.status == .succeeded)
    #expect(desk.attempt.receipt == "R9")
    #expect(desk.attempt.dispute.isEmpty)
    #expect(desk.notice().lines.map(\.status) == [.paid])
    #expect(desk.rig.rows.last?.actor == Array("officer 王税务".utf8))
    guard case .employer(.attemptResolved(let event)) = desk.rig.lastEvents.dropFirst().first
    else {
      Issue.record("the operation does not say who")
      return
    }
    #expect(event.officer == "王税务")
    #expect(event.reason == "银行书面确认")
  }

  @Test func `a case resolved as unpaid frees the lines, which may be paid again`() {
    var desk = Self.referred()
    #expect(Self.resolve(&desk, succeeded: false, reason: "银行查无此扣款").reply != nil)
    #expect(desk.attempt.status == .failed)
    #expect(desk.attempt.reason == "银行查无此扣款")
    #expect(desk.attempt.code == "OFFICER")
    #expect(desk.notice().lines.map(\.status) == [.declared])
    #expect(desk.pay().payment?.status == .handedOut)
  }

  @Test func `a finding without its parts is refused`() {
    var desk = Self.referred()
    let before = desk.attempt
    #expect(Self.resolve(&desk, succeeded: true, reason: "银行说的").code == .resolutionInvalid)
    #expect(Self.resolve(&desk, succeeded: false).code == .resolutionInvalid)
    #expect(
      Self.resolve(&desk, succeeded: false, receipt: "R1", reason: "无").code == .resolutionInvalid)
    #expect(desk.attempt == before)
  }

  @Test func `a debit not yet unknown for a day cannot be resolved by an officer`() {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    #expect(Self.resolve(&desk, succeeded: true, receipt: "R1").code == .notForOfficer)
    desk.rig.advance(10_000)
    #expect(Self.resolve(&desk, succeeded: true, receipt: "R1").code == .notForOfficer)
    desk.rig.advance(Self.day - 10_001)
    #expect(Self.resolve(&desk, succeeded: true, receipt: "R1").code == .notForOfficer)
    desk.rig.advance(1)
    #expect(Self.resolve(&desk, succeeded: true, receipt: "R1").reply != nil)
    #expect(desk.attempt.status == .succeeded)
    #expect(Self.resolve(&desk, succeeded: true, receipt: "R1").code == .notForOfficer)
  }

  @Test func `a case is judged by the time, not by whether its timer has run`() {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    desk.rig.advance(10_000)
    let unknown = desk.attempt
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
    #expect(paid.rig.lastEvents.map(\.number) == [56])

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
    var desk = Self.referred()
    let key = desk.rig.newKey()
    _ = Self.resolve(&desk, succeeded: true, receipt: "R9", reason: "a", key: key)
    let rows = desk.rig.rows.count
    guard case .stored = Self.resolve(&desk, succeeded: true, receipt: "R9", reason: "a", key: key)
    else {
      Issue.record("not the stored answer")
      return
    }
    #expect(desk.rig.rows.count == rows)
    let other = Self.resolve(&desk, succeeded: false, reason: "b", key: key)
    #expect(other.code == .keyReused)
  }

  @Test func `a payment that does not exist is not found`() throws {
    var desk = Self.referred()
    let number = try #require(TicketNumber(number: 437_026_261_100_000_099))
    let finding = OfficerResolve(number: number, succeeded: true, receipt: "R", reason: "")
    let outcome = desk.rig.call(.officer(.resolve(finding)), as: Self.officer)
    #expect(outcome.code == .paymentNotFound)
  }

  @Test func `list and payment are read from the books, as of a day ago`() {
    var desk = Self.referred()
    let before = EngineRig.start.adding(milliseconds: -Self.day)
    guard case .query(let list) = desk.rig.call(.officer(.attempts), as: Self.officer) else {
      Issue.record("not from the books")
      return
    }
    #expect(list == .officerAttempts(before: before))
    let which = OfficerReference(number: desk.attempt.number)
    guard case .query(let one) = desk.rig.call(.officer(.show(which)), as: Self.officer) else {
      Issue.record("not from the books")
      return
    }
    #expect(one == .officerAttempt(desk.attempt.number, before: before))
  }

  @Test func `a clerk or a bank cannot resolve a case`() {
    var desk = Self.referred()
    let finding = OfficerResolve(
      number: desk.attempt.number, succeeded: true, receipt: "R", reason: "")
    for from in [desk.clerk, .credential(.bank(PayRig.bank)), .anyone] {
      #expect(desk.rig.call(.officer(.resolve(finding)), as: from).code == .wrongRole)
    }
    #expect(desk.attempt.status == .officer)
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

/// What a bank has not taken or answered yet, by bank.
@Suite struct OpenOrdersTests {
  private static func attempt(_ status: AttemptStatus, _ number: UInt32 = 1) -> Attempt {
    Fixture.sure(Fixture.payer(status, number: number).attempts.values.first)
  }

  @Test(arguments: AttemptStatus.allCases)
  func `a debit is open to be taken, or to be asked about, as its state says`(
    status: AttemptStatus
  ) {
    var open = OpenOrders()
    let attempt = Self.attempt(status)
    open.add(attempt)
    let isDoubtful = status == .unknown || status == .officer
    #expect(open.requested(Fixture.bank) == (status == .requested ? [attempt.number] : []))
    #expect(open.doubtful(Fixture.bank) == (isDoubtful ? [attempt.number] : []))
    #expect(open.awaits(attempt.person) == (status == .requested))
    #expect(open.requested(PayRig.otherBank).isEmpty)
    open.end(attempt.number)
    #expect(open.requested(Fixture.bank).isEmpty && open.doubtful(Fixture.bank).isEmpty)
    #expect(!open.awaits(attempt.person))
  }

  @Test func `a debit goes its way, and who asked for two is awaited until both are taken`() {
    var open = OpenOrders()
    let (first, second) = (Self.attempt(.requested, 2), Self.attempt(.requested, 1))
    open.add(first)
    open.add(first)
    open.add(second)
    #expect(open.requested(Fixture.bank) == [second.number, first.number])
    open.handOut(first.number)
    open.handOut(first.number)
    #expect(open.awaits(first.person))
    open.doubt(first.number)
    #expect(open.doubtful(Fixture.bank) == [first.number])
    open.end(second.number)
    #expect(!open.awaits(first.person))
    #expect(open.requested(Fixture.bank).isEmpty)
    open.end(first.number)
    #expect(open.doubtful(Fixture.bank).isEmpty)
  }

  @Test(arguments: AgreementStatus.allCases)
  func `an agreement is open while its bank has to answer`(status: AgreementStatus) {
    var open = OpenOrders()
    var employer = Fixture.employer(1)
    let agreement = Fixture.agreement(status: status)
    employer.agreements[agreement.number] = agreement
    open.add(employer)
    let isOpen = status == .verifying || status == .ending
    #expect(open.agreements(Fixture.bank) == (isOpen ? [agreement.order] : []))
    open.answer(agreement.order, Fixture.bank)
    #expect(open.agreements(Fixture.bank).isEmpty)
  }
}

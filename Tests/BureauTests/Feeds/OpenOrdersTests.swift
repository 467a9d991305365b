import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The index of orders that a bank has not taken or answered.
@Suite struct OpenOrdersTests {
  private static func attempt(_ status: AttemptStatus, _ number: UInt32 = 1) -> Attempt {
    Fixture.sure(Fixture.payer(status, number: number).attempts.values.first)
  }

  @Test(arguments: AttemptStatus.allCases)
  func `a debit's state decides whether it is requested, doubtful or neither`(
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

  @Test func `a person with two requested debits is awaited until both have left`() {
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
  func `an agreement order is open while its bank has not answered`(status: AgreementStatus) {
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

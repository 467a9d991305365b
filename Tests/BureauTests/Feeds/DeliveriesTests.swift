import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct DeliveriesTests {
  private static let kind = FeedKind.orders(Fixture.bank)

  @Test func `orders leave in the order in which they began to wait`() {
    var deliveries = Deliveries()
    for number in 1...3 { deliveries.wait(.attempt(Fixture.ticket(UInt32(number))), Self.kind) }
    let left = (1...4).map { _ in deliveries.next(Self.kind) }
    #expect(
      left == [
        .attempt(Fixture.ticket(1)), .attempt(Fixture.ticket(2)), .attempt(Fixture.ticket(3)), nil,
      ])
  }

  @Test func `a cancelled debit takes no room and never leaves`() {
    var deliveries = Deliveries()
    deliveries.wait(.attempt(Fixture.ticket(1)), Self.kind)
    deliveries.wait(.attempt(Fixture.ticket(2)), Self.kind)
    deliveries.drop(Fixture.ticket(1), of: Fixture.bank)
    #expect(deliveries.waiting(Self.kind) == 1)
    #expect(deliveries.next(Self.kind) == .attempt(Fixture.ticket(2)))
    #expect(deliveries.waiting(Self.kind) == 0 && deliveries.next(Self.kind) == nil)
  }

  @Test func `cancelled debits do not pile up behind an order that waits`() throws {
    let attempt = try #require(Fixture.payer(.unknown).attempts[Fixture.ticket(1)])
    var backlog = Backlog()
    backlog.append(.order(.settle(Fixture.bank, PayOrders.settle(attempt))))
    for number in 1...UInt32(Backlog.cancelledSpare * 3) {
      backlog.append(.attempt(Fixture.ticket(number)))
      backlog.drop(Fixture.ticket(number))
      #expect(backlog.count == 1 && backlog.entryCount <= 3 + Backlog.cancelledSpare)
    }
    #expect(backlog.popFirst() != nil && backlog.popFirst() == nil)
  }

  @Test func `kinds wait apart`() {
    var deliveries = Deliveries()
    deliveries.wait(.attempt(Fixture.ticket(1)), Self.kind)
    #expect(deliveries.waiting(.settles(Fixture.bank)) == 0 && deliveries.next(.messages) == nil)
  }

  @Test(arguments: [(Backlog.countMax - 1, true), (Backlog.countMax, false)])
  func `a kind has room for so many orders and no more`(waiting: Int, hasRoom: Bool) {
    var deliveries = Deliveries()
    for number in 0..<waiting {
      deliveries.wait(.attempt(Fixture.ticket(UInt32(number + 1))), Self.kind)
    }
    #expect(deliveries.hasRoom(Self.kind) == hasRoom)
  }
}

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

import Protocol
import Testing

@testable import Bureau

/// What became of a payment, asked by its key.
@Suite struct PaymentStatusTests {
  private static let key = Id128(millis: 1_700_000_000_000, randomA: 1, randomB: 2)

  @Test func `a payment that memory no longer has is found by its key in the books`() throws {
    var bench = Bench()
    let clerk = bench.signIn()
    let number = try #require(TicketNumber(number: 437_026_260_400_000_001))
    bench.shelf.keys[Self.key] = KeyEntry(sequence: 1, digest: .zero, attempt: number)
    let ask = Request.payStatus(PaymentStatusRequest(key: Self.key, wait: false))
    _ = bench.call(ask, as: clerk)
    #expect(bench.queries.last?.query == .status(Fixture.registration(1), number))
  }

  @Test func `a key that nobody has used names no payment`() {
    var bench = Bench()
    let clerk = bench.signIn()
    let ask = Request.payStatus(PaymentStatusRequest(key: Self.key, wait: false))
    #expect(bench.call(ask, as: clerk).code == .paymentNotFound)
    #expect(bench.queries.isEmpty)
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct EvictionTests {
  private static let most = SecondChanceRing<ResidentID>.countMax

  /// The persons evicted in enough turns to look at each twice.
  private static func evicted(_ eviction: inout Eviction, books: UInt64) -> [ResidentID] {
    var gone: [ResidentID] = []
    for _ in 0..<60 {
      eviction.beginTurn()
      gone += eviction.evictPersons(books: books) { _ in false }
    }
    return gone
  }

  @Test(arguments: [(4, false), (5, true)] as [(UInt64, Bool)])
  func `an event keeps its person until the books have it`(books: UInt64, leaves: Bool) {
    var eviction = Eviction()
    eviction.beginTurn()
    let failed = LoginFailed(
      resident: Fixture.resident(1), failures: WayFailures(way: 1, times: []))
    eviction.keep(.person(.loginFailed(failed)), until: 5)
    for n in 2...UInt64(Self.most + 1) {
      eviction.persons.change(Fixture.resident(n), .max)
    }
    let gone = Self.evicted(&eviction, books: books)
    #expect(gone == (leaves ? [Fixture.resident(1)] : []))
  }

  @Test func `an event of another aggregate keeps neither employer nor person`() {
    var eviction = Eviction()
    eviction.keep(
      .session(.sessionFinished(SessionFinished(session: Id128(high: 0, low: 1), why: .expired))),
      until: 5)
    #expect(eviction.employers.count == 0 && eviction.persons.count == 0)
  }
}

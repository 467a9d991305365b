import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct LookupsTests {
  private static let lookup = Lookup.user("user1")

  private static func residents(_ result: LookupResult) -> [ResidentID]? {
    if case .user(_, let residents) = result { residents } else { nil }
  }

  /// Lookups with a person filed by operation 5.
  private static func withPerson() -> Lookups {
    var lookups = Lookups()
    lookups.add(Fixture.person(1), 5)
    return lookups
  }

  @Test func `a result is completed with the names that the books lack`() {
    var lookups = Self.withPerson()
    lookups.begin(Self.lookup, books: 4)
    #expect(Self.residents(lookups.end(with: .user("user1", []))) == [Fixture.resident(1)])
  }

  @Test(arguments: [(4, false), (5, true)] as [(UInt64, Bool)])
  func `a name goes once the books have it`(books: UInt64, gone: Bool) {
    var lookups = Self.withPerson()
    lookups.trim(books: books)
    #expect(lookups.unbooked.isEmpty == gone)
  }

  @Test(arguments: [true, false])
  func `a name stays while a lookup is under way that began before the books had it`(
    fails: Bool
  ) {
    var lookups = Self.withPerson()
    lookups.begin(Self.lookup, books: 4)
    lookups.trim(books: 9)
    #expect(!lookups.unbooked.isEmpty)
    if fails { lookups.end(Self.lookup) } else { _ = lookups.end(with: .user("user1", [])) }
    lookups.trim(books: 9)
    #expect(lookups.unbooked.isEmpty)
  }

  @Test func `a lookup by number keeps no name`() {
    var lookups = Self.withPerson()
    lookups.begin(.employer(Fixture.registration(1)), books: 4)
    lookups.trim(books: 5)
    #expect(lookups.unbooked.isEmpty)
  }
}

internal import Protocol

/// Names of persons and employers that were filed since the books' mark: a look-up by a name asks
/// the books and then this, so that nothing falls between the two.
struct UnbookedNames: Sendable {
  private var users: [String: Set<ResidentID>] = [:]
  private var taxpayers: [TaxpayerID: Set<RegistrationNumber>] = [:]
  private var filed = Queue<Filed>()

  private enum Filed: Sendable {
    case person(Person, UInt64)
    case employer(Registration, UInt64)

    var sequence: UInt64 {
      switch self {
      case .person(_, let sequence): sequence
      case .employer(_, let sequence): sequence
      }
    }
  }

  mutating func note(_ person: Person, _ sequence: UInt64) {
    for name in Self.names(person) { users[name, default: []].insert(person.resident) }
    filed.append(.person(person, sequence))
  }

  mutating func note(_ employer: Registration, _ sequence: UInt64) {
    taxpayers[employer.taxpayer, default: []].insert(employer.number)
    filed.append(.employer(employer, sequence))
  }

  /// Whether nothing is noted.
  var isEmpty: Bool { filed.isEmpty }

  /// A finding of the books with what they lack.
  func complete(_ finding: LookupResult) -> LookupResult {
    switch finding {
    case .user(let name, let found):
      .user(name, found + (users[name] ?? []).subtracting(found).sorted { $0.text < $1.text })
    case .taxpayer(let code, let found):
      .taxpayer(
        code, found + (taxpayers[code] ?? []).subtracting(found).sorted { $0.number < $1.number })
    case .employer, .person, .attempt, .ended, .order, .key, .batch, .notice: finding
    }
  }

  /// Forgets what the books have.
  mutating func trim(books: UInt64) {
    while let oldest = filed.first, oldest.sequence <= books {
      forget(oldest)
      filed.removeFirst()
    }
  }

  private mutating func forget(_ one: Filed) {
    switch one {
    case .person(let person, _):
      for name in Self.names(person) {
        users[name]?.remove(person.resident)
        if users[name]?.isEmpty == true { users[name] = nil }
      }
    case .employer(let employer, _):
      taxpayers[employer.taxpayer]?.remove(employer.number)
      if taxpayers[employer.taxpayer]?.isEmpty == true { taxpayers[employer.taxpayer] = nil }
    }
  }

  private static func names(_ person: Person) -> [String] {
    [person.mobile.text, person.resident.text] + (person.user.isEmpty ? [] : [person.user])
  }
}

extension Engine {
  /// Notes how far the books were when a look-up by name began: its finding may lack all that came
  /// into them since.
  mutating func noteAsked(_ need: Lookup) {
    switch need {
    case .user, .taxpayer: asked[need] = books
    case .employer, .person, .attempt, .ended, .order, .key, .batch, .notice: break
    }
  }

  /// Forgets the names that the books have, and that no look-up still under way can have missed.
  mutating func trimNames() {
    guard !recent.isEmpty else { return }
    recent.trim(books: asked.values.min().map { min($0, books) } ?? books)
  }
}

internal import Protocol

/// Names of persons and employers filed since the books' mark. A lookup by name asks the books and
/// then this, so that no name is missed between the two.
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

  mutating func add(_ person: Person, _ sequence: UInt64) {
    for name in Self.names(person) { users[name, default: []].insert(person.resident) }
    filed.append(.person(person, sequence))
  }

  mutating func add(_ employer: Registration, _ sequence: UInt64) {
    taxpayers[employer.taxpayer, default: []].insert(employer.number)
    filed.append(.employer(employer, sequence))
  }

  var isEmpty: Bool { filed.isEmpty }

  /// Returns a result of the books with the names that they lack.
  func complete(_ result: LookupResult) -> LookupResult {
    switch result {
    case .user(let name, let found):
      .user(name, found + (users[name] ?? []).subtracting(found).sorted { $0.text < $1.text })
    case .taxpayer(let code, let found):
      .taxpayer(
        code, found + (taxpayers[code] ?? []).subtracting(found).sorted { $0.number < $1.number })
    case .employer, .person, .attempt, .ended, .order, .key, .batch, .notice: result
    }
  }

  /// Removes the names that the books have.
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

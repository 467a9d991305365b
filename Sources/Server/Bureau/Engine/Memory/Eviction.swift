internal import Protocol

/// The employers and persons in memory, with their use, to find those that may leave.
struct Eviction: Sendable {
  var employers = SecondChanceRing<RegistrationNumber>()
  var persons = SecondChanceRing<ResidentID>()

  /// Begins a turn: what it uses stays until its end.
  mutating func beginTurn() {
    employers.beginTurn()
    persons.beginTurn()
  }

  mutating func touch(_ employer: RegistrationNumber) { employers.touch(employer) }
  mutating func touch(_ person: ResidentID) { persons.touch(person) }

  /// Keeps what an event changes until the books have operation `sequence`.
  mutating func keep(_ event: Event, until sequence: UInt64) {
    switch event {
    case .employer(let event): employers.change(event.registration, sequence)
    case .person(let event): persons.change(event.resident, sequence)
    case .session, .message, .imports, .realm: break
    }
  }

  /// Takes the employers that may leave: idle, and with every operation in the books.
  mutating func evictEmployers(
    books: UInt64, unless isKept: (RegistrationNumber) -> Bool
  ) -> [RegistrationNumber] {
    employers.evict(books: books, unless: isKept)
  }

  /// Takes the persons that may leave.
  mutating func evictPersons(
    books: UInt64, unless isKept: (ResidentID) -> Bool
  ) -> [ResidentID] {
    persons.evict(books: books, unless: isKept)
  }
}

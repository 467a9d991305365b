internal import Protocol

/// Lookups by name under way, and the names that they may miss.
///
/// A reader sees the books as they were when it began; a name filed since stands in `unbooked`, and
/// stays there until no lookup that began earlier is under way.
struct Lookups: Sendable {
  /// Names that the books lack.
  private(set) var unbooked = UnbookedNames()
  /// The books' last operation when each lookup by name began.
  private var begun: [Lookup: UInt64] = [:]

  /// Adds the names of a person that operation `sequence` filed.
  mutating func add(_ person: Person, _ sequence: UInt64) { unbooked.add(person, sequence) }

  /// Adds the taxpayer code of an employer that operation `sequence` filed.
  mutating func add(_ employer: Registration, _ sequence: UInt64) {
    unbooked.add(employer, sequence)
  }

  /// Notes that a reader begins a lookup while the books have the operations up to `books`.
  mutating func begin(_ lookup: Lookup, books: UInt64) {
    switch lookup {
    case .user, .taxpayer: begun[lookup] = books
    case .employer, .person, .attempt, .ended, .order, .key, .batch, .notice: break
    }
  }

  /// Notes that a lookup has failed.
  mutating func end(_ lookup: Lookup) { begun[lookup] = nil }

  /// Ends a lookup.
  ///
  /// - Returns: its result, with the names that the books lack.
  mutating func end(with result: LookupResult) -> LookupResult {
    begun[result.lookup] = nil
    return unbooked.complete(result)
  }

  /// Removes the names that the books have and no lookup under way can have missed.
  mutating func trim(books: UInt64) {
    guard !unbooked.isEmpty else { return }
    unbooked.trim(books: begun.values.min().map { min($0, books) } ?? books)
  }
}

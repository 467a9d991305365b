internal import Protocol

/// Which employers or persons were used when, and last changed by which operation, so that idle
/// ones can be let go from memory.
struct Residency<Key: Hashable & Sendable>: Sendable {
  /// The most kept in memory where they can be let go.
  static var countMax: Int { 20_000 }
  /// How many are let go at once.
  static var batchCount: Int { 2_000 }

  private struct Use: Sendable {
    var turn: UInt64 = 0
    var sequence: UInt64 = 0
  }

  private var uses: [Key: Use] = [:]
  private var turn: UInt64 = 0

  /// Another turn has begun.
  mutating func begin() { turn += 1 }

  /// One is used in this turn.
  mutating func touch(_ key: Key) { uses[key, default: Use()].turn = turn }

  /// One is changed in this turn.
  mutating func change(_ key: Key, _ sequence: UInt64) {
    uses[key] = Use(turn: turn, sequence: sequence)
  }

  /// Those to let go, the longest unused first: not used in this turn, not kept for another reason,
  /// and with every operation in the books. They are forgotten here.
  mutating func takeIdle(
    of keys: some Collection<Key>, books: UInt64, unless isKept: (Key) -> Bool
  ) -> [Key] {
    guard keys.count > Self.countMax else { return [] }
    let idle = keys.filter { key in
      let use = uses[key] ?? Use()
      return use.turn != turn && use.sequence <= books && !isKept(key)
    }
    let oldest = idle.sorted { (uses[$0]?.turn ?? 0) < (uses[$1]?.turn ?? 0) }
    let released = Array(oldest.prefix(keys.count - Self.countMax + Self.batchCount))
    for key in released { uses[key] = nil }
    return released
  }
}

extension Hall {
  /// Lets go of who has not been used for long. An employer with a live attempt stays.
  mutating func letGo() {
    for registration in idleEmployers() { state.release(registration) }
    let persons = personResidency.takeIdle(of: state.persons.keys, books: books) { _ in false }
    for resident in persons { state.persons[resident] = nil }
  }

  /// The second reference to the employers ends with this function: releasing one while it lives
  /// would copy them all.
  private mutating func idleEmployers() -> [RegistrationNumber] {
    let employers = state.employers
    return residency.takeIdle(of: employers.keys, books: books) { key in
      employers[key]?.attempts.values.contains { AttemptTable.holds($0.status) } ?? false
    }
  }

  /// Notes whom events have changed, until the books have them.
  mutating func noteChanges(_ events: [Event]) {
    for event in events {
      if let registration = event.employer { residency.change(registration, state.sequence) }
      if let resident = event.person { personResidency.change(resident, state.sequence) }
      switch event {
      case .personFiled(let e): recent.note(e.person, state.sequence)
      case .employerFiled(let e): recent.note(e.registration, state.sequence)
      default: break
      }
    }
  }
}

internal import Protocol

/// Which employers or persons were used, and last changed by which operation, so that idle ones can
/// be let go from memory.
///
/// A hand goes round all of them: who was used since it last came by is passed over once, who was
/// not is let go. So a turn looks at few, however many there are and however many must stay.
struct SecondChanceRing<Key: Hashable & Sendable>: Sendable {
  /// The most kept in memory where they can be let go.
  static var countMax: Int { 20_000 }
  /// The most that a turn looks at.
  static var looksMax: Int { 1_000 }

  private struct Use: Sendable {
    var turn: UInt64 = 0
    var sequence: UInt64 = 0
    /// Used since the hand last came by.
    var isFresh = false
    /// In the ring.
    var isKnown = false

    /// Notes a use in a turn. True for the first.
    mutating func note(_ turn: UInt64, _ sequence: UInt64?) -> Bool {
      defer { isKnown = true }
      self.turn = turn
      self.sequence = sequence ?? self.sequence
      isFresh = true
      return !isKnown
    }
  }

  private var uses: [Key: Use] = [:]
  private var ring: [Key] = []
  private var hand = 0
  private var turn: UInt64 = 0

  /// How many are known.
  var count: Int { ring.count }

  /// Another turn has begun.
  mutating func begin() { turn += 1 }

  /// One is used in this turn.
  mutating func touch(_ key: Key) { note(key, nil) }

  /// One is changed in this turn.
  mutating func change(_ key: Key, _ sequence: UInt64) { note(key, sequence) }

  private mutating func note(_ key: Key, _ sequence: UInt64?) {
    if uses[key, default: Use()].note(turn, sequence) { ring.append(key) }
  }

  /// Those to let go: not used lately, not kept for another reason, and with every operation in the
  /// books. They are forgotten here.
  mutating func takeIdle(books: UInt64, unless isKept: (Key) -> Bool) -> [Key] {
    var released: [Key] = []
    var looks = 0
    while ring.count > Self.countMax, looks < Self.looksMax {
      looks += 1
      if hand >= ring.count { hand = 0 }
      let key = ring[hand]
      if isIdle(key, books: books), !isKept(key) {
        uses[key] = nil
        ring.swapAt(hand, ring.count - 1)
        ring.removeLast()
        released.append(key)
      } else {
        uses[key]?.isFresh = false
        hand += 1
      }
    }
    return released
  }

  private func isIdle(_ key: Key, books: UInt64) -> Bool {
    guard let use = uses[key] else { return true }
    return !use.isFresh && use.turn != turn && use.sequence <= books
  }
}

extension Engine {
  /// Lets go of who has not been used for long. An employer with a live attempt stays, and one
  /// whose bank has not answered about an agreement: its order is sent again from here. So does a
  /// person whose password is with scrypt, and one who asked for a debit that nobody has taken and
  /// is to be told if nobody does.
  mutating func letGo() {
    for registration in idleEmployers() { state.release(registration) }
    let away = personsAway
    let persons = personResidency.takeIdle(books: books) {
      waiting.keeps(.person($0)) || away.contains($0) || open.awaits($0)
    }
    for resident in persons { state.persons[resident] = nil }
  }

  /// The second reference to the employers ends with this function: releasing one while it lives
  /// would copy them all.
  private mutating func idleEmployers() -> [RegistrationNumber] {
    guard residency.count > SecondChanceRing<RegistrationNumber>.countMax else { return [] }
    let (employers, waiting) = (state.employers, waiting)
    return residency.takeIdle(books: books) { key in
      waiting.keeps(.employer(key)) || employers[key]?.isAwaited ?? false
    }
  }

  /// Notes whom an event has changed, until the books have it.
  mutating func noteChange(_ event: Event) {
    switch event {
    case .employer(let event): residency.change(event.registration, state.sequence)
    case .person(let event): personResidency.change(event.resident, state.sequence)
    case .session, .message, .imports, .realm: break
    }
  }
}

extension Employer {
  /// Whether a bank still has to say something about a debit or an agreement.
  fileprivate var isAwaited: Bool {
    attempts.values.contains { AttemptTable.holds($0.status) }
      || agreements.values.contains { AgreementTable.isAwaited($0.status) }
  }
}

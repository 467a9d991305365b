internal import Protocol

/// The keys of entries in memory, with their last use and last change, to find the idle ones: the
/// clock algorithm (second chance).
///
/// A hand goes round the ring: an entry used since its last visit gets a second chance, another is
/// evicted. So a turn looks at few entries, however many there are and however many must stay.
struct SecondChanceRing<Key: Hashable & Sendable>: Sendable {
  /// Entries kept in memory although they could be evicted.
  static var countMax: Int { 20_000 }
  /// The most entries that one turn looks at.
  static var looksMax: Int { 1_000 }

  private struct Use: Sendable {
    var turn: UInt64 = 0
    var sequence: UInt64 = 0
    /// Used since the hand last came by.
    var isFresh = false
    /// In the ring.
    var isKnown = false

    /// Records a use in a turn. True for the first.
    mutating func record(_ turn: UInt64, _ sequence: UInt64?) -> Bool {
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

  /// The number of entries.
  var count: Int { ring.count }

  /// Begins a turn.
  mutating func beginTurn() { turn += 1 }

  /// Records that this turn uses an entry.
  mutating func touch(_ key: Key) { record(key, nil) }

  /// Records that operation `sequence` of this turn changes an entry.
  mutating func change(_ key: Key, _ sequence: UInt64) { record(key, sequence) }

  private mutating func record(_ key: Key, _ sequence: UInt64?) {
    if uses[key, default: Use()].record(turn, sequence) { ring.append(key) }
  }

  /// Removes the entries that are not used lately, not kept for another reason, and whose
  /// operations the books have.
  ///
  /// - Returns: their keys.
  mutating func evict(books: UInt64, unless isKept: (Key) -> Bool) -> [Key] {
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

package import Protocol

/// The keys of the operations since a floor, with their operations.
///
/// A key that calls itself older than the floor is looked up in the books; every other one that is
/// not here is new.
package struct KeyIndex: Sendable {
  /// A key's use, with its owner's scope.
  private struct Use: Sendable {
    let scope: Digest256
    let key: Id128
    /// Real time.
    let at: Timestamp
    var entry: KeyedOperation
  }

  /// Knowledge of a key.
  enum Known {
    case used(KeyedOperation)
    case new
    case ask
  }

  /// The most keys in memory.
  package static let countMax = 1_000_000
  /// The most that a key's time may be ahead of the server's, in milliseconds.
  package static let aheadMillisecondsMax: Int64 = 300_000

  /// Every use once; the table has only the places. A dictionary of a million took twice the
  /// memory, and moved them all in one turn whenever it grew.
  private var uses = Queue<Use>()
  private var table = HashIndex()
  /// The real time after which memory has every key that was used.
  package private(set) var floor: Timestamp

  /// Starts without keys; memory knows none from before the floor.
  package init(floor: Timestamp) { self.floor = floor }

  /// Returns whether a key is used, new, or must be looked up in the books.
  func known(_ scope: Digest256, _ key: Id128) -> Known {
    if let entry = entry(scope, key) { return .used(entry) }
    let made = Timestamp(clamping: key.millis)
    return made <= floor.adding(milliseconds: Self.aheadMillisecondsMax) ? .ask : .new
  }

  /// Returns the operation of a key in memory, or nil.
  func entry(_ scope: Digest256, _ key: Id128) -> KeyedOperation? {
    place(scope, key).map { uses[$0.number].entry }
  }

  /// Records the operation of a key.
  mutating func insert(_ scope: Digest256, _ key: Id128, _ entry: KeyedOperation, at: Timestamp) {
    if let known = place(scope, key) {
      uses[known.number].entry = entry
      return
    }
    table.insert(Self.hash(scope, key), uses.next)
    uses.append(Use(scope: scope, key: key, at: at, entry: entry))
  }

  /// Forgets the oldest keys above the most, as far as the books have them.
  mutating func trim(books: UInt64) {
    while uses.count > Self.countMax, let oldest = uses.first, oldest.entry.sequence <= books {
      if let known = place(oldest.scope, oldest.key) { table.remove(known.slot) }
      floor = max(floor, oldest.at)
      uses.removeFirst()
    }
  }

  private func place(_ scope: Digest256, _ key: Id128) -> (slot: Int, number: UInt64)? {
    table.find(Self.hash(scope, key), from: uses.start) { number in
      let use = uses[number]
      return use.key == key && use.scope == scope
    }
  }

  /// Hashes with the process's own seed, so that no client can choose keys that collide.
  private static func hash(_ scope: Digest256, _ key: Id128) -> Int {
    var hasher = Hasher()
    hasher.combine(key)
    hasher.combine(scope)
    return hasher.finalize()
  }
}

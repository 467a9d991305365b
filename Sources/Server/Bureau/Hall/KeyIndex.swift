public import Protocol

/// Which keys have been used, as far as memory knows: the operations since a floor.
///
/// A key that calls itself older than the floor is looked up in the books; every other one that is
/// not here is new.
public struct KeyIndex: Sendable {
  /// A key with whose it is.
  struct Scoped: Hashable, Sendable {
    var scope: Digest256
    var key: Id128
  }

  /// What is known of a key.
  enum Known {
    case used(KeyEntry)
    case new
    case ask
  }

  /// The most keys in memory.
  public static let countMax = 1_000_000
  /// How far a key may call itself ahead of the server's time, in milliseconds.
  public static let aheadMillisecondsMax: Int64 = 300_000

  private var entries: [Scoped: KeyEntry] = [:]
  private var order = ArrivalQueue<(key: Scoped, at: Timestamp)>()
  /// Memory has every key that was used after this, real time.
  public private(set) var floor: Timestamp

  /// Memory knows nothing from before the floor.
  public init(floor: Timestamp) { self.floor = floor }

  /// What is known of a key.
  func known(_ scope: Digest256, _ key: Id128) -> Known {
    if let entry = entries[Scoped(scope: scope, key: key)] { return .used(entry) }
    let made = Timestamp(clamping: key.millis)
    return made <= floor.adding(milliseconds: Self.aheadMillisecondsMax) ? .ask : .new
  }

  /// What is known of a key that memory still has.
  func entry(_ scope: Digest256, _ key: Id128) -> KeyEntry? {
    entries[Scoped(scope: scope, key: key)]
  }

  /// Notes a key's operation.
  mutating func note(_ scope: Digest256, _ key: Id128, _ entry: KeyEntry, at: Timestamp) {
    let scoped = Scoped(scope: scope, key: key)
    entries[scoped] = entry
    order.append((scoped, at))
  }

  /// Forgets the oldest keys above the most, as far as the books have them.
  mutating func trim(books: UInt64) {
    while order.count > Self.countMax, let oldest = order.first {
      guard let entry = entries[oldest.key], entry.sequence <= books else { return }
      entries[oldest.key] = nil
      floor = max(floor, oldest.at)
      order.removeFirst()
    }
  }
}

/// Elements in the order of their arrival, in pieces, so that the first ones leave without moving
/// all the others.
struct ArrivalQueue<Element: Sendable>: Sendable {
  private static var pieceCount: Int { 4_096 }

  private var pieces: [[Element]] = []
  private var front = 0
  /// How many there are.
  private(set) var count = 0

  /// The oldest.
  var first: Element? { count > 0 ? pieces[0][front] : nil }

  /// Adds the newest.
  mutating func append(_ element: Element) {
    if (pieces.last?.count ?? Self.pieceCount) == Self.pieceCount {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceCount)
    }
    pieces[pieces.count - 1].append(element)
    count += 1
  }

  /// Drops the oldest.
  mutating func removeFirst() {
    guard count > 0 else { return }
    front += 1
    count -= 1
    guard front == pieces[0].count else { return }
    pieces.removeFirst()
    front = 0
  }
}

/// Elements in the order of their arrival, in pieces, so that the first ones leave without moving
/// all the others. Each has a number for life, one above that of the one before it.
struct ArrivalQueue<Element: Sendable>: Sendable {
  private static var pieceCount: Int { 4_096 }

  private var pieces: [[Element]] = []
  private var front = 0
  /// How many there are.
  private(set) var count = 0
  /// The number of the oldest.
  private(set) var start: UInt64 = 0

  /// The oldest.
  var first: Element? { count > 0 ? pieces[0][front] : nil }
  /// The number that the next one will have.
  var next: UInt64 { start + UInt64(count) }

  /// One by its number, which must be in `start..<next`.
  subscript(number: UInt64) -> Element {
    get {
      let place = front + Int(number - start)
      return pieces[place / Self.pieceCount][place % Self.pieceCount]
    }
    set {
      let place = front + Int(number - start)
      pieces[place / Self.pieceCount][place % Self.pieceCount] = newValue
    }
  }

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
    start += 1
    count -= 1
    guard front == pieces[0].count else { return }
    pieces.removeFirst()
    front = 0
  }
}

/// A first-in, first-out queue. Adding and taking cost the same however many elements there are,
/// growing moves none of them, and memory goes back as the queue shrinks.
///
/// The elements lie in pieces of `pieceCount`, and a piece is freed once all of it was taken;
/// until then what was taken from it lives on. Each element has a number for life, one above that
/// of the element before it.
///
/// Public and inlinable because generic code of access level `package` is not specialised in other
/// modules, which was measured to cost 40 times the time.
public struct Queue<Element> {
  /// Elements of one piece.
  @inlinable static var pieceCount: Int { 1_024 }

  /// All but the last are full. An empty queue keeps one without elements, and its room.
  @usableFromInline var pieces: [[Element]] = []
  /// How many of the first piece were taken.
  @usableFromInline var taken = 0
  @usableFromInline var added: UInt64 = 0
  @usableFromInline var removed: UInt64 = 0

  /// An empty queue.
  @inlinable public init() {}

  /// How many elements there are.
  @inlinable public var count: Int { Int(added &- removed) }
  /// Whether there is no element.
  @inlinable public var isEmpty: Bool { added == removed }
  /// The oldest element.
  @inlinable public var first: Element? { isEmpty ? nil : pieces[0][taken] }
  /// The number of the oldest element; equal to ``next`` where there is none.
  @inlinable public var start: UInt64 { removed }
  /// The number that the next element will have.
  @inlinable public var next: UInt64 { added }

  /// The element of this number, which must be in `start..<next`.
  @inlinable public subscript(number: UInt64) -> Element {
    get {
      let place = taken + Int(number - removed)
      return pieces[place / Self.pieceCount][place % Self.pieceCount]
    }
    set {
      let place = taken + Int(number - removed)
      pieces[place / Self.pieceCount][place % Self.pieceCount] = newValue
    }
  }

  /// Adds the newest element.
  @inlinable public mutating func append(_ element: Element) {
    if pieces.isEmpty {
      // Its room grows as it is filled: most queues stay short.
      pieces.append([])
    } else if pieces[pieces.count - 1].count == Self.pieceCount {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceCount)
    }
    pieces[pieces.count - 1].append(element)
    added += 1
  }

  /// Takes the oldest element; nil where there is none.
  @inlinable public mutating func popFirst() -> Element? {
    guard let element = first else { return nil }
    removeFirst()
    return element
  }

  /// Drops the oldest element, where there is one.
  @inlinable public mutating func removeFirst() {
    guard !isEmpty else { return }
    taken += 1
    removed += 1
    guard taken == pieces[0].count else { return }
    if pieces.count == 1 {
      pieces[0].removeAll(keepingCapacity: true)
    } else {
      pieces.removeFirst()
    }
    taken = 0
  }

  /// Drops all elements, and their room.
  public mutating func removeAll() {
    pieces = []
    taken = 0
    removed = added
  }

  /// Drops those of which this is true. What is left gets new numbers, from ``next`` on.
  @inlinable public mutating func removeAll(where isDropped: (Element) -> Bool) {
    for _ in 0..<count {
      guard let element = popFirst(), !isDropped(element) else { continue }
      append(element)
    }
  }
}

extension Queue: Sendable where Element: Sendable {}

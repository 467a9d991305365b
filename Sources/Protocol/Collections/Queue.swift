/// A first-in, first-out queue. Append and pop take constant time, growth moves no element, and
/// memory is freed as the queue shrinks.
///
/// Elements are stored in pieces of `pieceCount`. A piece is freed once all its elements were
/// popped; until then popped elements stay alive. Each element has a permanent number, one above
/// that of the element before it.
///
/// Public and inlinable because generic code of access level `package` is not specialised in other
/// modules, which was measured to cost 40 times the time.
public struct Queue<Element> {
  /// Elements of one piece.
  @inlinable static var pieceCount: Int { 1_024 }

  /// All pieces but the last are full. An empty queue keeps one empty piece, with its capacity.
  @usableFromInline var pieces: [[Element]] = []
  /// Popped elements of the first piece.
  @usableFromInline var taken = 0
  @usableFromInline var added: UInt64 = 0
  @usableFromInline var removed: UInt64 = 0

  /// An empty queue.
  @inlinable public init() {}

  /// The number of elements.
  @inlinable public var count: Int { Int(added &- removed) }
  /// Whether the queue is empty.
  @inlinable public var isEmpty: Bool { added == removed }
  /// The oldest element.
  @inlinable public var first: Element? { isEmpty ? nil : pieces[0][taken] }
  /// The number of the oldest element; equal to ``next`` for an empty queue.
  @inlinable public var start: UInt64 { removed }
  /// The number of the next element to be appended.
  @inlinable public var next: UInt64 { added }

  /// The element with this number, which must be in `start..<next`.
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

  /// Appends an element.
  @inlinable public mutating func append(_ element: Element) {
    if pieces.isEmpty {
      // Its capacity grows with its elements: most queues stay short.
      pieces.append([])
    } else if pieces[pieces.count - 1].count == Self.pieceCount {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceCount)
    }
    pieces[pieces.count - 1].append(element)
    added += 1
  }

  /// Removes and returns the oldest element; nil for an empty queue.
  @inlinable public mutating func popFirst() -> Element? {
    guard let element = first else { return nil }
    removeFirst()
    return element
  }

  /// Removes the oldest element; no effect on an empty queue.
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

  /// Removes all elements and frees their memory.
  public mutating func removeAll() {
    pieces = []
    taken = 0
    removed = added
  }

  /// Removes the elements for which `isDropped` is true. The others get new numbers, from ``next``
  /// on.
  @inlinable public mutating func removeAll(where isDropped: (Element) -> Bool) {
    for _ in 0..<count {
      guard let element = popFirst(), !isDropped(element) else { continue }
      append(element)
    }
  }
}

extension Queue: Sendable where Element: Sendable {}

package import Protocol

/// Elements with the time at which each is due: a binary heap, the earliest first.
package struct TimerHeap<Element: Sendable>: Sendable {
  private var heap: [(at: Timestamp, element: Element)] = []

  /// When the next element is due.
  package var next: Timestamp? { heap.first?.at }
  package var count: Int { heap.count }

  package mutating func add(_ element: Element, at: Timestamp) {
    heap.append((at, element))
    var place = heap.count - 1
    while place > 0, heap[place].at < heap[(place - 1) / 2].at {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Removes the earliest element that is due by a time.
  package mutating func popDue(by now: Timestamp) -> Element? {
    guard let first = heap.first, first.at <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var place = 0
    while let child = smallerChild(place), heap[child].at < heap[place].at {
      heap.swapAt(place, child)
      place = child
    }
    return first.element
  }

  private func smallerChild(_ place: Int) -> Int? {
    let left = 2 * place + 1
    guard left < heap.count else { return nil }
    let right = left + 1
    return right < heap.count && heap[right].at < heap[left].at ? right : left
  }
}

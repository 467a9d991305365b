public import Protocol

/// What a turn of the hall comes to.
public struct Turn: Sendable {
  /// Rows for the journal, in order.
  public var rows: [Row]
  /// Slow work, which may start at once.
  public var jobs: [Job]
}

extension Hall {
  /// The most items that one turn works before it commits.
  public static var turnItemsMax: Int { 4_096 }

  /// Works a stretch of items: decides, applies, collects rows, outputs and jobs.
  public mutating func work(
    _ items: ArraySlice<Item>, now: Timestamp, books: UInt64
  ) -> Turn {
    means.now = Moment(
      real: now, business: now.adding(milliseconds: Int64(clamping: state.clockAhead)))
    self.books = books
    residency.begin()
    personResidency.begin()
    pinSlices()
    for item in items {
      take(item)
      askAgain()
    }
    takeDue()
    askAgain()
    keys.trim(books: books)
    recent.trim(books: books)
    letGo()
    defer {
      rows.removeAll(keepingCapacity: true)
      jobs.removeAll(keepingCapacity: true)
    }
    return Turn(rows: rows, jobs: jobs)
  }

  /// Takes the outputs that may leave now that an operation is durable.
  public mutating func release(durable: UInt64) -> [Output] {
    self.durable = max(self.durable, durable)
    var leaving: [Output] = []
    guard outputs.contains(where: { $0.restsOn > self.durable }) else {
      swap(&leaving, &outputs)
      return leaving
    }
    leaving = outputs.filter { $0.restsOn <= self.durable }
    outputs.removeAll { $0.restsOn <= self.durable }
    return leaving
  }

  /// Asks those again who waited for something that has moved.
  private mutating func askAgain() {
    while let place = again.popLast() { perform(place.incoming, place.found) }
  }

  /// Opens or closes the gate for new changes.
  public mutating func set(_ gate: Gate) { self.gate = gate }

  /// Takes what the machine's wall clock shows.
  public mutating func set(_ wall: WallClock) { means.wall = wall }
}

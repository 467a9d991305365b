package import Protocol

/// What a turn of the engine comes to.
package struct Turn: Sendable {
  /// Rows for the journal, in order.
  package var rows: [JournalEntry]
  /// Slow work, which may start at once.
  package var jobs: [Job]
  /// Items for the next turn, in order: one turn holds only so much of a connection and of time.
  package var left: [Input]
}

extension Engine {
  /// The most items that one turn works before it commits.
  package static var turnItemsMax: Int { 4_096 }
  /// The most requests of one connection in a turn; the rest comes in the next.
  package static var turnConnectionMax: Int { 64 }
  /// The most time-outs that one turn takes; the rest is due at once in the next.
  static var turnDueMax: Int { 1_024 }

  /// Works a stretch of items: decides, applies, collects rows, outputs and jobs.
  ///
  /// What is due comes first, by the time that it is due and not by what else arrives.
  ///
  /// - Parameter isSpent: asked after each item, whether the turn has decided long enough.
  package mutating func work(
    _ items: ArraySlice<Input>, now: Timestamp, books: UInt64, isSpent: () -> Bool = { false }
  ) -> Turn {
    begin(now, books)
    takeDue()
    askAgain(isSpent)
    admitBehind(isSpent)
    let left = take(items, isSpent)
    takeDue()
    askAgain(isSpent)
    end()
    defer {
      rows.removeAll(keepingCapacity: true)
      jobs.removeAll(keepingCapacity: true)
    }
    return Turn(rows: rows, jobs: jobs, left: left)
  }

  private mutating func begin(_ now: Timestamp, _ books: UInt64) {
    context.now = Moment(
      real: now, business: now.adding(milliseconds: Int64(clamping: state.clockAhead)))
    self.books = books
    dueLeft = Self.turnDueMax
    hasSliced = false
    residency.begin()
    personResidency.begin()
    pinSlices()
  }

  private mutating func end() {
    goOnSlicing()
    keys.trim(books: books)
    trimNames()
    letGo()
  }

  /// Takes items while there is time; gives back those for the next turn.
  private mutating func take(_ items: ArraySlice<Input>, _ isSpent: () -> Bool) -> [Input] {
    var share = TurnShare(of: items.count)
    var left: [Input] = []
    var place = items.startIndex
    while place < items.endIndex, !isSpent() {
      if share.admits(items[place]) {
        take(items[place])
        askAgain(isSpent)
      } else {
        left.append(items[place])
      }
      place += 1
    }
    return left + items[place...]
  }

  /// Takes the outputs that may leave now that an operation is durable.
  package mutating func release(durable: UInt64) -> [Output] {
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

  /// Asks those again who waited for something that has moved, in the order in which it did.
  mutating func askAgain(_ isSpent: () -> Bool) {
    while let waiter = again.popFirst() {
      perform(waiter.incoming, waiter.found, derived: waiter.derived)
      if isSpent() { break }
    }
  }

  /// Opens or closes the gate for new changes.
  package mutating func set(_ gate: Gate) { self.gate = gate }

  /// Takes what the machine's wall clock shows.
  package mutating func set(_ wall: WallClock) { context.wall = wall }
}

/// How much of each connection, and of an import, a turn holds.
private struct TurnShare {
  private struct Name: Hashable {
    let loop: UInt32
    let connection: UInt64
  }

  /// A short turn holds all of everybody, and need not count.
  private let counts: Bool
  private var taken: [Name: Int] = [:]
  private var hasSlice = false

  init(of items: Int) { counts = items > Engine.turnConnectionMax }

  /// Whether an item belongs to this turn. Once one of a connection does not, no later one does, so
  /// that their order stays.
  mutating func admits(_ item: Input) -> Bool {
    switch item {
    case .request(let incoming):
      return admits(incoming.address.loop, incoming.address.connection, 1)
    case .cancelled(let address), .credit(let address, _):
      return admits(address.loop, address.connection, 0)
    case .gone(let loop, let connection): return admits(loop, connection, 0)
    case .slice:
      defer { hasSlice = true }
      return !hasSlice
    case .finding, .lookFailed, .derived, .notDerived, .stored, .tick, .closing: return true
    }
  }

  private mutating func admits(_ loop: UInt32, _ connection: UInt64, _ weight: Int) -> Bool {
    guard counts else { return true }
    let name = Name(loop: loop, connection: connection)
    let before = taken[name, default: 0]
    taken[name] = before + weight
    return before + weight <= Engine.turnConnectionMax
  }
}

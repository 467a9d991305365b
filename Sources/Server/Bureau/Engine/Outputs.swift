internal import Protocol

/// The products of the engine's turns that are not handed over yet.
///
/// Journal entries and jobs leave at the end of their turn; an output leaves once the operation
/// that it rests on is durable.
struct Outputs: Sendable {
  private(set) var entries: [JournalEntry] = []
  private(set) var jobs: [Job] = []
  private var waiting: [Output] = []
  /// The last operation that is durable.
  private(set) var durable: UInt64

  init(durable: UInt64) { self.durable = durable }

  /// Adds an operation of this turn.
  mutating func append(_ entry: JournalEntry) { entries.append(entry) }

  /// Adds slow work, which may start at once.
  mutating func start(_ job: Job) { jobs.append(job) }

  /// Adds an answer or an item of a feed. It may leave once operation `restsOn` is durable.
  mutating func emit(_ body: OutputBody, to address: ReplyAddress, restsOn: UInt64) {
    waiting.append(Output(restsOn: restsOn, address: address, body: body))
  }

  /// Hands over the turn's journal entries and jobs; their buffers are kept for the next turn.
  mutating func endTurn() -> (entries: [JournalEntry], jobs: [Job]) {
    defer {
      entries.removeAll(keepingCapacity: true)
      jobs.removeAll(keepingCapacity: true)
    }
    return (entries, jobs)
  }

  /// Hands over the outputs that may leave now that the operations up to `durable` are.
  mutating func release(durable: UInt64) -> [Output] {
    self.durable = max(self.durable, durable)
    var leaving: [Output] = []
    guard waiting.contains(where: { $0.restsOn > self.durable }) else {
      swap(&leaving, &waiting)
      return leaving
    }
    leaving = waiting.filter { $0.restsOn <= self.durable }
    waiting.removeAll { $0.restsOn <= self.durable }
    return leaving
  }
}

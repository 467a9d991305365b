package import Protocol

/// The bureau (办税服务厅): the one actor whose state is the truth between two commits.
///
/// Its executor is the clerk's own thread. It is a shell: all work is in `Engine`, synchronously,
/// so that nothing is ever read before an `await` and written after it.
package actor Bureau {
  private let executor: any SerialExecutor
  private let journal: any Journal
  private var head: Head
  private var engine: Engine

  /// Opens the bureau on a state and the journal's head that it rests on.
  package init(executor: any SerialExecutor, journal: any Journal, head: Head, engine: Engine) {
    self.executor = executor
    self.journal = journal
    self.head = head
    self.engine = engine
  }

  /// The clerk's thread.
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  /// What one turn hands back.
  package struct Result: Sendable {
    /// What may leave: everything that it rests on is durable.
    package var outputs: [Output]
    /// Slow work.
    package var jobs: [Job]
    /// Items for the next turn, in order.
    package var left: [Input]
    /// The last durable operation.
    package var durable: UInt64
    /// When to ask again, whatever arrives.
    package var nextWake: Timestamp?
    /// What the engine counts.
    package var counters: EngineCounters
  }

  /// Works a stretch of items and commits once. `isSpent` is asked after each item whether the turn
  /// has decided long enough.
  ///
  /// Throws `JournalFailure` where the commit failed: then nothing of the turn may leave, and the
  /// process must end, since memory is ahead of the disk.
  package func work(
    _ items: ArraySlice<Input>, now: Timestamp, wall: WallClock, books: UInt64, gate: Gate,
    isSpent: () -> Bool = { false }
  ) throws(JournalFailure) -> Result {
    engine.set(gate)
    engine.set(wall)
    let turn = engine.work(items, now: now, books: books, isSpent: isSpent)
    if !turn.entries.isEmpty { head = try journal.append(turn.entries, after: head) }
    return Result(
      outputs: engine.release(durable: head.sequence), jobs: turn.jobs, left: turn.left,
      durable: head.sequence,
      nextWake: engine.nextWake, counters: engine.counters)
  }

  /// How far the business clock is ahead, in milliseconds.
  package var clockAhead: UInt64 { engine.state.clockAhead }
}

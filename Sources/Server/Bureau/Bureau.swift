package import Protocol

/// The bureau (办税服务厅): the actor that owns the engine, and commits each of its turns to the
/// journal.
///
/// Its executor is a thread of its own. All work is in `Engine`, which is synchronous, so that no
/// state is read before an `await` and written after it.
package actor Bureau {
  private let executor: any SerialExecutor
  private let journal: any Journal
  private var head: Head
  private var engine: Engine

  /// Opens the bureau on an engine whose state is that of the journal up to `head`.
  package init(executor: any SerialExecutor, journal: any Journal, head: Head, engine: Engine) {
    self.executor = executor
    self.journal = journal
    self.head = head
    self.engine = engine
  }

  /// The bureau's thread.
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  /// The result of one turn.
  package struct Result: Sendable {
    /// Outputs that may be sent: every operation that they rest on is durable.
    package var outputs: [Output]
    /// Slow work for other threads.
    package var jobs: [Job]
    /// Inputs that the turn did not take, for the next one, in order.
    package var left: [Input]
    /// The sequence number of the last durable operation.
    package var durable: UInt64
    /// The time of the next turn if no input arrives; nil if no turn is needed.
    package var nextWake: Timestamp?
    package var counters: EngineCounters
  }

  /// Runs one turn over inputs and commits it once. After a failed commit no output of the turn may
  /// be sent and the process must end, since memory is ahead of the disk.
  ///
  /// - Parameters:
  ///   - books: the last operation that the books have.
  ///   - isSpent: asked after each input whether the turn has taken long enough.
  /// - Throws: the journal's failure to commit.
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

  /// Milliseconds by which the business clock is ahead of real time; above 0 in a sandbox realm
  /// only.
  package var clockAhead: UInt64 { engine.state.clockAhead }
}

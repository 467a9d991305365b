internal import Bureau
internal import Glibc
internal import Ledger
internal import Protocol
internal import Synchronization
internal import Transport

/// The bureau's thread: runs the bureau's turns, commits them to the journal, and then sends what
/// they produced.
///
/// The bureau's whole state belongs to this thread (`assumeIsolated`). Other threads reach it only
/// through ``queue``: loops put requests, readers and hashers put results, the bookkeeper puts
/// ticks.
final class BureauThread: Sendable {
  private let bureau: Bureau
  private let queue: WorkQueue<Input>
  private let status: ServerStatus
  private let clock: BureauClock
  private let router: OutputRouter
  private let readers: ReaderPool
  private let hasher: PasswordHasher
  private let bookkeeper: BookkeeperThread
  private let journal: SQLiteJournal
  private let thread = Lock<WorkerThread?>(nil)

  init(
    bureau: Bureau, queue: WorkQueue<Input>, status: ServerStatus, clock: BureauClock,
    router: OutputRouter, readers: ReaderPool, hasher: PasswordHasher,
    bookkeeper: BookkeeperThread, journal: SQLiteJournal
  ) {
    self.bureau = bureau
    self.queue = queue
    self.status = status
    self.clock = clock
    self.router = router
    self.readers = readers
    self.hasher = hasher
    self.bookkeeper = bookkeeper
    self.journal = journal
  }

  /// Starts the thread.
  func start() {
    let started = WorkerThread(name: "bureau") { [self] in
      queue.runKeepingUnprocessed { turn($0) }
    }
    thread.withLock { $0 = started }
  }

  /// Tells the bureau to end all feeds and waits, which would not end otherwise.
  func endFeeds() { queue.submitReserved(.closing) }

  /// Handles all queued input and ends the thread; waits for it.
  func stop() {
    queue.close()
    thread.withLock { $0 }?.join()
  }

  /// The time that a turn decides requests before it commits, in nanoseconds: 2 ms.
  static let turnNanoseconds: UInt64 = 2_000_000

  private func turn(_ inputs: [Input]) -> WorkQueue<Input>.TurnResult {
    let end = MonotonicClock.nanoseconds() + Self.turnNanoseconds
    let gate = status.gate
    let (now, wall) = clock.nowAndWall()
    let books = status.books.load(ordering: .acquiring)
    let result: Swift.Result<Bureau::Bureau.Result, JournalFailure> = bureau.assumeIsolated {
      bureau in
      do throws(JournalFailure) {
        return .success(
          try bureau.work(inputs[...], now: now, wall: wall, books: books, gate: gate) {
            MonotonicClock.nanoseconds() >= end
          })
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let result): return finish(result, books)
    case .failure(let failure): Self.stopAtOnce(failure)
    }
  }

  private func finish(_ result: Bureau::Bureau.Result, _ books: UInt64)
    -> WorkQueue<Input>.TurnResult
  {
    router.post(result.outputs)
    for job in result.jobs { give(job) }
    if result.durable > status.durable.load(ordering: .relaxed) {
      status.durable.store(result.durable, ordering: .sequentiallyConsistent)
      bookkeeper.journalMoved()
    }
    status.turns.add(1, ordering: .relaxed)
    status.turnEnded.store(MonotonicClock.milliseconds(), ordering: .relaxed)
    status.counters.withLock { $0 = result.counters }
    checkpoint()
    let wakeAt =
      hasMoved(result.counters.behind, books)
      ? MonotonicClock.milliseconds() : result.nextWake.map { clock.monotonic(at: $0) }
    return WorkQueue.TurnResult(wakeAt: wakeAt, unprocessed: result.left)
  }

  /// Publishes whether changes wait for the books. True where the books have advanced, or the gate
  /// was closed, since the turn began: then this thread must run again at once, for no other will
  /// wake it.
  private func hasMoved(_ behind: Int, _ books: UInt64) -> Bool {
    status.isAwaited.store(behind > 0, ordering: .sequentiallyConsistent)
    guard behind > 0 else { return false }
    return status.books.load(ordering: .sequentiallyConsistent) > books
      || status.gate.closed != nil
  }

  private func give(_ job: Job) {
    let taken: Bool =
      switch job {
      case .derive(let waiter, let derivation): hasher.enqueue(waiter, derivation)
      case .look, .stored, .query, .slice: readers.enqueue(job)
      case .followWall: follow()
      }
    guard !taken else { return }
    // Too many jobs wait: lookups, derivations and queries are refused now, others at their
    // deadlines.
    if case .look(let lookup) = job { queue.submitReserved(.lookupFailed(lookup)) }
    if case .derive(let waiter, _) = job { queue.submitReserved(.notDerived(waiter)) }
    if case .query(_, let address, _, _) = job {
      let refusal = Refusal(.exhausted, "查询过多", next: "请稍后重试")
      router.post([Output(restsOn: 0, address: address, body: .refusal(refusal))])
    }
  }

  private func follow() -> Bool {
    clock.confirm()
    Log.write(.info, "clock_confirmed")
    return true
  }

  private func checkpoint() {
    guard status.sealed == nil else { return }
    do throws(JournalFailure) {
      try journal.checkpointIfNeeded(isIdle: queue.waiting == 0)
    } catch {
      Self.stopAtOnce(error)
    }
  }

  /// Ends the process after a commit that failed: memory is ahead of the disk and nothing of the
  /// turn was sent, so the next start reads the true state. Exit code 74 (EX_IOERR).
  private static func stopAtOnce(_ failure: JournalFailure) -> Never {
    Log.write(
      .error, "journal_failed",
      [("cause", "\(failure)"), ("next", "check the disk, then start shebaod again")])
    exit(74)
  }
}

internal import Bureau
internal import Glibc
internal import Ledger
internal import Protocol
internal import Synchronization
internal import Transport

/// The desk's thread: the bureau's turns, their commits, and what leaves after them.
final class DeskThread: Sendable {
  private let bureau: Bureau
  private let desk: Desk<Input>
  private let shared: Shared
  private let clock: BureauClock
  private let outlets: Outlets
  private let readers: Readers
  private let deriver: Deriver
  private let bookkeeper: BookkeeperThread
  private let journal: SQLiteJournal
  private let thread = Lock<WorkerThread?>(nil)

  init(
    bureau: Bureau, desk: Desk<Input>, shared: Shared, clock: BureauClock, outlets: Outlets,
    readers: Readers, deriver: Deriver, bookkeeper: BookkeeperThread, journal: SQLiteJournal
  ) {
    self.bureau = bureau
    self.desk = desk
    self.shared = shared
    self.clock = clock
    self.outlets = outlets
    self.readers = readers
    self.deriver = deriver
    self.bookkeeper = bookkeeper
    self.journal = journal
  }

  /// Starts the thread.
  func start() {
    let started = WorkerThread(name: "desk") { [self] in desk.runKeeping { turn($0) } }
    thread.withLock { $0 = started }
  }

  /// Ends what would not end by itself: feeds and waits.
  func endFeeds() { desk.dropReserved(.closing) }

  /// Works off what waits and ends the thread.
  func stop() {
    desk.close()
    thread.withLock { $0 }?.join()
  }

  /// How long a turn decides before it commits, in nanoseconds: 2 ms.
  static let turnNanoseconds: UInt64 = 2_000_000

  private func turn(_ items: [Input]) -> Desk<Input>.Rest {
    let end = MonotonicClock.nanoseconds() + Self.turnNanoseconds
    let gate = shared.gate
    let (now, wall) = clock.look()
    let books = shared.books.load(ordering: .acquiring)
    let result: Swift.Result<Bureau::Bureau.Result, JournalFailure> = bureau.assumeIsolated {
      bureau in
      do throws(JournalFailure) {
        return .success(
          try bureau.work(items[...], now: now, wall: wall, books: books, gate: gate) {
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

  private func finish(_ result: Bureau::Bureau.Result, _ books: UInt64) -> Desk<Input>.Rest {
    outlets.post(result.outputs)
    for job in result.jobs { give(job) }
    if result.durable > shared.durable.load(ordering: .relaxed) {
      shared.durable.store(result.durable, ordering: .sequentiallyConsistent)
      bookkeeper.journalMoved()
    }
    shared.turns.add(1, ordering: .relaxed)
    shared.turnEnded.store(MonotonicClock.milliseconds(), ordering: .relaxed)
    shared.engine.withLock { $0 = result.counters }
    checkpoint()
    let wakeAt =
      hasMoved(result.counters.behind, books)
      ? MonotonicClock.milliseconds() : result.nextWake.map { clock.monotonic(at: $0) }
    return Desk.Rest(wakeAt: wakeAt, left: result.left)
  }

  /// Tells the bookkeeper whether changes wait for the books. True where these have moved already
  /// since the turn began: then no one else wakes the desk.
  private func hasMoved(_ behind: Int, _ books: UInt64) -> Bool {
    shared.isAwaited.store(behind > 0, ordering: .sequentiallyConsistent)
    guard behind > 0 else { return false }
    return shared.books.load(ordering: .sequentiallyConsistent) > books
      || shared.gate.closed != nil
  }

  private func give(_ job: Job) {
    let taken: Bool =
      switch job {
      case .derive(let waiter, let derivation): deriver.take(waiter, derivation)
      case .look, .stored, .query, .slice: readers.take(job)
      case .followWall: follow()
      }
    guard !taken else { return }
    // Who waits for it is refused: a look-up at once, the rest at its deadline.
    if case .look(let need) = job { desk.dropReserved(.lookFailed(need)) }
    if case .derive(let waiter, _) = job { desk.dropReserved(.notDerived(waiter)) }
    if case .query(_, let address, _, _) = job {
      let refusal = Refusal(.exhausted, "查询过多", next: "请稍后重试")
      outlets.post([Output(restsOn: 0, address: address, body: .refusal(refusal))])
    }
  }

  private func follow() -> Bool {
    clock.confirm()
    Log.write(.info, "clock_confirmed")
    return true
  }

  private func checkpoint() {
    guard shared.sealed == nil else { return }
    do throws(JournalFailure) {
      try journal.checkpointIfNeeded(isIdle: desk.waiting == 0)
    } catch {
      Self.stopAtOnce(error)
    }
  }

  /// A commit that failed ends the process: memory is ahead of the disk, nothing of the turn has
  /// left, and the next start finds out what is true.
  private static func stopAtOnce(_ failure: JournalFailure) -> Never {
    Log.write(
      .error, "journal_failed",
      [("cause", "\(failure)"), ("next", "check the disk, then start shebaod again")])
    exit(74)
  }
}

internal import Glibc

/// A bounded queue of work items for one thread, which is also the executor of an actor.
///
/// Threads submit batches of items; the queue's thread swaps them all out at once and hands them to
/// one call of `turn`, in which the actor assumes its isolation once. Ordinary awaits on the actor
/// arrive as jobs through the same queue. Rejected: a `Task` for each item, which costs three to
/// eight times as much.
///
/// At most `limit` submitted items wait. A batch that does not fit stays with its submitter, which
/// is told of room through `onRoom`. Results of readers and scrypt are submitted as reserved: their
/// place was counted when their work was handed out, so they are never refused.
@safe
public final class WorkQueue<Item: Sendable>: SerialExecutor, @unchecked Sendable {
  // Proof of @unchecked: `contents` is a Lock; `thread` is written once at the start of `run`,
  // before the first job or item is handed over, under the lock of `contents`, and read under it.
  private struct Contents {
    var items: [Item] = []
    var reserved: [Item] = []
    var jobs: [UnownedJob] = []
    var front = 0
    var hasRefused = false
    var isClosed = false
    var hasEnded = false
    var thread: pthread_t?
    var onRoom: [@Sendable () -> Void] = []
  }

  private struct Batch {
    var items: [Item]
    var jobs: [UnownedJob]
    var isClosed: Bool
  }

  /// Submitted items that may wait, those swapped out but not yet handed to a turn included.
  public let limit: Int
  /// Items handed to one turn at most; the rest comes first in the next.
  public let turnMax: Int
  private let spinMicroseconds: Int
  private let contents = Lock(Contents())
  private let doorbell = Doorbell()

  /// An open queue. With `spinMicroseconds` > 0 the thread polls for work that long before it
  /// sleeps: this saves the 45 µs of waking a core, and burns the core meanwhile.
  public init(limit: Int, turnMax: Int = 4_096, spinMicroseconds: Int = 0) {
    precondition(limit > 0 && turnMax > 0 && spinMicroseconds >= 0)
    self.limit = limit
    self.turnMax = turnMax
    self.spinMicroseconds = spinMicroseconds
  }

  // MARK: any thread

  /// Queues all of `batch` or nothing: false when it does not fit or the queue is closed.
  public func submit(_ batch: [Item]) -> Bool {
    let isAccepted = contents.withLock { contents in
      guard !contents.isClosed, contents.front + contents.items.count + batch.count <= limit else {
        contents.hasRefused = true
        return false
      }
      if contents.items.isEmpty { contents.items = batch } else { contents.items += batch }
      return true
    }
    if isAccepted { doorbell.ring() }
    return isAccepted
  }

  /// Queues as much of the front of `batch` as fits and removes it; the rest was refused.
  public func submitWhatFits(_ batch: inout [Item]) {
    let before = batch.count
    let offered = batch
    let taken = contents.withLock { contents in
      let room = contents.isClosed ? 0 : max(0, limit - contents.front - contents.items.count)
      let taken = min(room, offered.count)
      if taken < offered.count { contents.hasRefused = true }
      if taken == offered.count, contents.items.isEmpty {
        contents.items = offered
      } else {
        contents.items += offered[..<taken]
      }
      return taken
    }
    if taken == before { batch = [] } else { batch.removeFirst(taken) }
    if taken > 0 { doorbell.ring() }
  }

  /// Queues the result of a reader or of scrypt, outside the limit. Accepted while the queue's
  /// thread runs, closed or not; false once the thread has ended.
  @discardableResult
  public func submitReserved(_ item: Item) -> Bool {
    let isAccepted = contents.withLock { contents in
      guard !contents.hasEnded else { return false }
      contents.reserved.append(item)
      return true
    }
    if isAccepted { doorbell.ring() }
    return isAccepted
  }

  /// Submitted items that wait now, reserved ones not counted.
  public var waiting: Int { contents.withLock { $0.front + $0.items.count } }

  /// Calls `body` on the queue's thread after each turn that follows a refusal. `body` must not
  /// block: it is there to wake a loop.
  public func onRoom(_ body: @escaping @Sendable () -> Void) {
    contents.withLock { $0.onRoom.append(body) }
  }

  /// Refuses submitted items from now on; `run` works off those that wait, then returns.
  public func close() {
    contents.withLock { $0.isClosed = true }
    doorbell.ring()
  }

  // MARK: SerialExecutor

  /// Queues a job of Swift's concurrency. Traps once the thread has ended: its await would never
  /// return.
  public func enqueue(_ job: UnownedJob) {
    contents.withLock { contents in
      precondition(!contents.hasEnded, "a job for a queue whose thread has ended")
      contents.jobs.append(job)
    }
    doorbell.ring()
  }

  /// Whether the caller is the queue's own thread, while it runs.
  public func isIsolatingCurrentContext() -> Bool? { isOnThread }

  /// Traps on any other thread than the queue's.
  public func checkIsolated() {
    precondition(isOnThread, "not on the queue's thread")
  }

  private var isOnThread: Bool {
    contents.withLock { contents in
      guard let thread = contents.thread else { return false }
      return pthread_equal(thread, pthread_self()) != 0
    }
  }

  // MARK: the queue's thread

  /// Makes the calling thread the queue's and works until `close`. `turn` gets the waiting items,
  /// reserved ones first and at most `turnMax` in all, and returns the time of its next call at the
  /// latest (`MonotonicClock`, ms; nil: when something is queued). It is also called with no items,
  /// after jobs and at that time.
  public func run(turn: ([Item]) -> UInt64?) {
    runKeepingUnprocessed { TurnResult(wakeAt: turn($0), unprocessed: []) }
  }

  /// The result of one turn.
  public struct TurnResult {
    /// Time of the next turn at the latest, `MonotonicClock` ms; nil: when something is queued.
    public var wakeAt: UInt64?
    /// Items that the turn did not reach: they come first in the next one, which follows at once.
    public var unprocessed: [Item]

    /// A result with both its parts.
    public init(wakeAt: UInt64?, unprocessed: [Item]) {
      self.wakeAt = wakeAt
      self.unprocessed = unprocessed
    }
  }

  /// Works as `run` does, with a turn that may return items unprocessed. Those still count against
  /// `limit`.
  public func runKeepingUnprocessed(turn: ([Item]) -> TurnResult) {
    contents.withLock { $0.thread = pthread_self() }
    var front: ArraySlice<Item> = []
    var wakeAt: UInt64?
    while true {
      let taken = swapOut()
      for job in taken.jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
      front += taken.items
      if taken.isClosed, front.isEmpty, taken.jobs.isEmpty, endIfEmpty() { return }
      let isDue = wakeAt.map { MonotonicClock.milliseconds() >= $0 } ?? false
      if !front.isEmpty || !taken.jobs.isEmpty || isDue {
        let share = front.prefix(turnMax)
        front = front.dropFirst(share.count)
        let result = turn(Array(share))
        wakeAt = result.wakeAt
        if !result.unprocessed.isEmpty { front = result.unprocessed + front }
        finishTurn(waiting: front.count)
      } else {
        sleepUnlessWork(until: wakeAt)
      }
    }
  }

  private func swapOut() -> Batch {
    contents.withLock { contents in
      var taken = Batch(items: [], jobs: [], isClosed: contents.isClosed)
      swap(&taken.jobs, &contents.jobs)
      taken.items = contents.reserved.isEmpty ? contents.items : contents.reserved + contents.items
      contents.front += contents.items.count
      contents.items = []
      contents.reserved = []
      return taken
    }
  }

  /// Frees the room of a finished turn and tells the submitters that were refused. None is missed:
  /// a batch is refused only while items wait, queued or swapped out, and a turn follows either,
  /// which ends here.
  private func finishTurn(waiting count: Int) {
    let bodies = contents.withLock { contents -> [@Sendable () -> Void] in
      contents.front = count
      defer { contents.hasRefused = false }
      return contents.hasRefused ? contents.onRoom : []
    }
    for body in bodies { body() }
  }

  /// Ends the queue if it is empty. The check and the refusal of later jobs are one step under the
  /// lock, so that no job falls between them.
  private func endIfEmpty() -> Bool {
    contents.withLock { contents in
      guard contents.items.isEmpty, contents.reserved.isEmpty, contents.jobs.isEmpty else {
        return false
      }
      contents.hasEnded = true
      contents.thread = nil
      return true
    }
  }

  private var hasWork: Bool {
    contents.withLock { contents in
      !contents.items.isEmpty || !contents.reserved.isEmpty || !contents.jobs.isEmpty
        || contents.isClosed
    }
  }

  private func sleepUnlessWork(until wakeAt: UInt64?) {
    if spinMicroseconds > 0, spin() { return }
    var timeout: Int32?
    if let wakeAt {
      timeout = Int32(clamping: wakeAt - min(wakeAt, MonotonicClock.milliseconds()))
    }
    doorbell.sleep(timeoutMilliseconds: timeout) { hasWork }
  }

  private func spin() -> Bool {
    let end = MonotonicClock.nanoseconds() + UInt64(spinMicroseconds) * 1_000
    while MonotonicClock.nanoseconds() < end {
      if hasWork { return true }
    }
    return false
  }
}

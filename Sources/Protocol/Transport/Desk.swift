internal import Glibc

/// An actor's executor that is also its mailbox: one thread, one locked box, one doorbell.
///
/// Threads drop batches of items into the box; the desk's thread swaps the box empty and hands
/// everything to one call of `turn`, inside which the actor assumes its isolation once. Ordinary
/// awaits on the actor arrive as jobs through the same box. A `Task` for each item costs three to
/// eight times as much.
///
/// The box takes at most `limit` items; whoever finds it full keeps its own and hears through
/// `onRoom`. Timers and results of readers use places reserved in advance, which can't be refused.
@safe
public final class Desk<Item: Sendable>: SerialExecutor, @unchecked Sendable {
  // Proof of @unchecked: `box` is a Lock; `thread` is written once at the start of `run`, before
  // the first job or item is taken, under the box's lock, and read under it.
  private struct Box {
    var items: [Item] = []
    var reserved: [Item] = []
    var jobs: [UnownedJob] = []
    var front = 0
    var someoneWaits = false
    var isClosed = false
    var hasEnded = false
    var thread: pthread_t?
    var onRoom: [@Sendable () -> Void] = []
  }

  private struct Taken {
    var items: [Item]
    var jobs: [UnownedJob]
    var isClosed: Bool
  }

  /// How many ordinary items may wait, those taken but not yet handed to a turn included.
  public let limit: Int
  /// How many items one turn gets at most; the rest stays in front.
  public let turnMax: Int
  private let spinMicroseconds: Int
  private let box = Lock(Box())
  private let doorbell = Doorbell()

  /// `spinMicroseconds` > 0 looks for work that long before it sleeps: saves the 45 µs that
  /// waking a core costs, and burns the core meanwhile.
  public init(limit: Int, turnMax: Int = 4_096, spinMicroseconds: Int = 0) {
    precondition(limit > 0 && turnMax > 0 && spinMicroseconds >= 0)
    self.limit = limit
    self.turnMax = turnMax
    self.spinMicroseconds = spinMicroseconds
  }

  // MARK: any thread

  /// All of `batch` or nothing: false when it doesn't fit or the desk is closed.
  public func drop(_ batch: [Item]) -> Bool {
    let isTaken = box.withLock { box in
      guard !box.isClosed, box.front + box.items.count + batch.count <= limit else {
        box.someoneWaits = true
        return false
      }
      if box.items.isEmpty { box.items = batch } else { box.items += batch }
      return true
    }
    if isTaken { doorbell.ring() }
    return isTaken
  }

  /// As much of the front of `batch` as fits; what stays in `batch` was refused.
  public func dropWhatFits(_ batch: inout [Item]) {
    let before = batch.count
    let offered = batch
    let taken = box.withLock { box in
      let room = box.isClosed ? 0 : max(0, limit - box.front - box.items.count)
      let taken = min(room, offered.count)
      if taken < offered.count { box.someoneWaits = true }
      if taken == offered.count, box.items.isEmpty {
        box.items = offered
      } else {
        box.items += offered[..<taken]
      }
      return taken
    }
    if taken == before { batch = [] } else { batch.removeFirst(taken) }
    if taken > 0 { doorbell.ring() }
  }

  /// For an item whose place was reserved when its work was handed out: a timer's, a reader's.
  /// Never refused while the desk's thread runs, closed or not; false once it has ended.
  @discardableResult
  public func dropReserved(_ item: Item) -> Bool {
    let isTaken = box.withLock { box in
      guard !box.hasEnded else { return false }
      box.reserved.append(item)
      return true
    }
    if isTaken { doorbell.ring() }
    return isTaken
  }

  /// Ordinary items that wait now.
  public var waiting: Int { box.withLock { $0.front + $0.items.count } }

  /// Calls `body` on the desk's thread after a turn that followed a refusal: there is room again.
  /// It should only ring a loop.
  public func onRoom(_ body: @escaping @Sendable () -> Void) {
    box.withLock { $0.onRoom.append(body) }
  }

  /// Refuses ordinary items from now on; `run` works off what waits, then returns.
  public func close() {
    box.withLock { $0.isClosed = true }
    doorbell.ring()
  }

  // MARK: SerialExecutor

  /// A job of Swift's concurrency. Traps after the thread ended: the await would never return.
  public func enqueue(_ job: UnownedJob) {
    box.withLock { box in
      precondition(!box.hasEnded, "a job for a desk whose thread has ended")
      box.jobs.append(job)
    }
    doorbell.ring()
  }

  /// True on the desk's own thread while it runs.
  public func isIsolatingCurrentContext() -> Bool? { isOnThread }

  /// Traps off the desk's thread.
  public func checkIsolated() {
    precondition(isOnThread, "not on the desk's thread")
  }

  private var isOnThread: Bool {
    box.withLock { box in
      guard let thread = box.thread else { return false }
      return pthread_equal(thread, pthread_self()) != 0
    }
  }

  // MARK: the desk's thread

  /// Makes the calling thread the desk's and works until `close`. `turn` gets what waits, at most
  /// `turnMax` ordinary items, reserved ones first, and returns when it wants to be called at the
  /// latest (`MonotonicClock` milliseconds; nil: when something comes). It is also called, with
  /// nothing, after jobs and when that time has come.
  public func run(turn: ([Item]) -> UInt64?) {
    runKeeping { Rest(wakeAt: turn($0), left: []) }
  }

  /// How a turn ends.
  public struct Rest {
    /// When the next one is due at the latest; nil: when something comes.
    public var wakeAt: UInt64?
    /// Items that it did not get to; they come first in the next, which follows at once.
    public var left: [Item]

    /// Makes it of its parts.
    public init(wakeAt: UInt64?, left: [Item]) {
      self.wakeAt = wakeAt
      self.left = left
    }
  }

  /// As `run`, with a turn that may give items back. What it gives back keeps its place in the
  /// limit.
  public func runKeeping(turn: ([Item]) -> Rest) {
    box.withLock { $0.thread = pthread_self() }
    var front: ArraySlice<Item> = []
    var wakeAt: UInt64?
    while true {
      let taken = takeAll()
      for job in taken.jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
      front += taken.items
      if taken.isClosed, front.isEmpty, taken.jobs.isEmpty, endIfEmpty() { return }
      let isDue = wakeAt.map { MonotonicClock.milliseconds() >= $0 } ?? false
      if !front.isEmpty || !taken.jobs.isEmpty || isDue {
        let share = front.prefix(turnMax)
        front = front.dropFirst(share.count)
        let rest = turn(Array(share))
        wakeAt = rest.wakeAt
        if !rest.left.isEmpty { front = rest.left + front }
        keepFront(front.count)
      } else {
        rest(until: wakeAt)
      }
    }
  }

  private func takeAll() -> Taken {
    box.withLock { box in
      var taken = Taken(items: [], jobs: [], isClosed: box.isClosed)
      swap(&taken.jobs, &box.jobs)
      taken.items = box.reserved.isEmpty ? box.items : box.reserved + box.items
      box.front += box.items.count
      box.items = []
      box.reserved = []
      return taken
    }
  }

  /// Makes the room of a finished turn and says so to whoever was refused. Nobody is forgotten:
  /// a batch is refused only while items wait in the box or in front, and either is followed by a
  /// turn, which ends here.
  private func keepFront(_ count: Int) {
    let bodies = box.withLock { box -> [@Sendable () -> Void] in
      box.front = count
      defer { box.someoneWaits = false }
      return box.someoneWaits ? box.onRoom : []
    }
    for body in bodies { body() }
  }

  /// The end and the refusal of later jobs are one step under the lock, so none falls between.
  private func endIfEmpty() -> Bool {
    box.withLock { box in
      guard box.items.isEmpty, box.reserved.isEmpty, box.jobs.isEmpty else { return false }
      box.hasEnded = true
      box.thread = nil
      return true
    }
  }

  private var hasWork: Bool {
    box.withLock { box in
      !box.items.isEmpty || !box.reserved.isEmpty || !box.jobs.isEmpty || box.isClosed
    }
  }

  private func rest(until wakeAt: UInt64?) {
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

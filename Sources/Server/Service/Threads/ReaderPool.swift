internal import Bureau
internal import Ledger
internal import Protocol
internal import Synchronization
internal import Transport

/// The reader threads, which look up state, stored replies, history and import slices. Each has a
/// mailbox and a read-only connection to the books of its own; results go into the bureau's queue
/// or to the loops.
///
/// A query that depends on an operation waits in a list until the books have the operation; it does
/// not block a thread.
final class ReaderPool: Sendable {
  /// The most jobs that wait at one reader thread.
  static let waitingMax = 40_000

  private let boxes: [Mailbox<Job>]
  private let threads = Lock<[WorkerThread]>([])
  private let status: ServerStatus
  private let queue: WorkQueue<Input>
  private let next = Atomic<Int>(0)

  init(count: Int, queue: WorkQueue<Input>, status: ServerStatus) {
    boxes = (0..<count).map { _ in Mailbox<Job>(limit: Self.waitingMax) }
    self.queue = queue
    self.status = status
  }

  /// Starts the threads.
  ///
  /// - Parameter open: opens a connection to the books; called on each thread. Its failure closes
  ///   the gate of changes.
  func start(
    open: @escaping @Sendable () throws(LedgerFailure) -> BooksReader, journal: SQLiteJournal,
    router: OutputRouter, clock: BureauClock
  ) {
    for (number, box) in boxes.enumerated() {
      let thread = WorkerThread(name: "reader-\(number + 1)") { [self] in
        do throws(LedgerFailure) {
          let reader = Reader(
            books: try open(), journal: journal, box: box, queue: queue, status: status,
            router: router, clock: clock)
          reader.run()
        } catch {
          Log.write(.error, "reader_cannot_open", [("cause", "\(error)")])
          status.closeGate("reader", Refusal(.readOnly, "账册无法读取"))
        }
      }
      threads.withLock { $0.append(thread) }
    }
  }

  /// Queues a job at the next reader in turn; false where too many wait, or after ``stop()``.
  func enqueue(_ job: Job) -> Bool {
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return boxes[Int(number.magnitude) % boxes.count].put(job)
  }

  /// Wakes the readers, because the books have advanced and waiting queries may run.
  func booksMoved() { for box in boxes { box.ring() } }

  /// Ends the threads after the jobs that wait; waits for them.
  func stop() {
    for box in boxes { box.close() }
    for thread in threads.withLock({ $0 }) { thread.join() }
  }
}

internal import Bureau
internal import Ledger
internal import Protocol
internal import Synchronization
internal import Transport

/// The reader threads: look-ups, stored replies, history and slices, each on a connection of its
/// own.
///
/// A read that rests on an operation waits until the books have it: it stands in a list, not on a
/// thread.
final class ReaderPool: Sendable {
  /// The most jobs that wait at one reader.
  static let waitingMax = 40_000

  private let boxes: [Mailbox<Job>]
  private let threads = Lock<[WorkerThread]>([])
  private let status: ServerStatus
  private let queue: Desk<Input>
  private let next = Atomic<Int>(0)

  init(count: Int, queue: Desk<Input>, status: ServerStatus) {
    boxes = (0..<count).map { _ in Mailbox<Job>(limit: Self.waitingMax) }
    self.queue = queue
    self.status = status
  }

  /// Starts a thread for each reader.
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

  /// Gives a job to the readers in turn; false where too many wait.
  func enqueue(_ job: Job) -> Bool {
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return boxes[Int(number.magnitude) % boxes.count].put(job)
  }

  /// The books have moved: those who waited for them may go on.
  func booksMoved() { for box in boxes { box.ring() } }

  /// Ends the threads.
  func stop() {
    for box in boxes { box.close() }
    for thread in threads.withLock({ $0 }) { thread.join() }
  }
}

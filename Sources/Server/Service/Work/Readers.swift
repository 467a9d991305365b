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
final class Readers: Sendable {
  /// The most jobs that wait at one reader.
  static let waitingMax = 40_000

  private let boxes: [Mailbox<Job>]
  private let threads = Lock<[WorkerThread]>([])
  private let shared: Shared
  private let desk: Desk<Input>
  private let next = Atomic<Int>(0)

  init(count: Int, desk: Desk<Input>, shared: Shared) {
    boxes = (0..<count).map { _ in Mailbox<Job>(limit: Self.waitingMax) }
    self.desk = desk
    self.shared = shared
  }

  /// Starts a thread for each reader.
  func start(
    open: @escaping @Sendable () throws(LedgerFailure) -> BooksReader, journal: SQLiteJournal,
    outlets: Outlets, clock: BureauClock
  ) {
    for (number, box) in boxes.enumerated() {
      let thread = WorkerThread(name: "reader-\(number + 1)") { [self] in
        do throws(LedgerFailure) {
          let reader = Reader(
            books: try open(), journal: journal, box: box, desk: desk, shared: shared,
            outlets: outlets, clock: clock)
          reader.run()
        } catch {
          Log.write(.error, "reader_cannot_open", [("cause", "\(error)")])
          shared.close("reader", Refusal(.readOnly, "账册无法读取"))
        }
      }
      threads.withLock { $0.append(thread) }
    }
  }

  /// Gives a job to the readers in turn; false where too many wait.
  func take(_ job: Job) -> Bool {
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

/// One reader's work, on its thread.
struct Reader {
  /// How long a query waits for the books before it looks again, in milliseconds.
  static let lookAgainMilliseconds: Int32 = 1_000

  let books: BooksReader
  let journal: SQLiteJournal
  let box: Mailbox<Job>
  let desk: Desk<Input>
  let shared: Shared
  let outlets: Outlets
  let clock: BureauClock

  /// Works until the box is closed.
  func run() {
    var waiting = WaitingJobs()
    while let jobs = box.take(within: waiting.isEmpty ? nil : Self.lookAgainMilliseconds) {
      let mark = shared.books.load(ordering: .acquiring)
      let turn = waiting.take(jobs, books: mark, now: clock.now())
      for refused in turn.refused {
        outlets.post([Output(restsOn: 0, address: refused.address, body: .refusal(refused.why))])
      }
      for job in turn.ready { work(job) }
    }
  }

  private func work(_ job: Job) {
    switch job {
    case .look(let need): look(need)
    case .stored(let waiter, let sequence): stored(waiter, sequence)
    case .query(let query, let address, _, _): answer(query, address)
    case .slice(let batch, let after, _): slice(batch, after)
    case .derive, .followWall: break
    }
  }

  private func look(_ need: Lookup) {
    do throws(LedgerFailure) {
      desk.dropReserved(.finding(try books.find(need)))
    } catch {
      Log.write(.error, "look_failed", [("cause", "\(error)")])
      desk.dropReserved(.lookFailed(need))
    }
  }

  private func stored(_ waiter: UInt64, _ sequence: UInt64) {
    do throws(JournalFailure) {
      desk.dropReserved(.stored(waiter, try journal.row(at: sequence)?.reply ?? []))
    } catch {
      // The parked request is refused at its deadline.
      Log.write(.error, "stored_reply_unreadable", [("cause", "\(error)")])
    }
  }

  private func answer(_ query: BooksQuery, _ address: ReplyAddress) {
    var body = OutputBody.refusal(Refusal(.exhausted, "账册暂时无法读取", next: "请稍后重试"))
    do throws(LedgerFailure) {
      body = try books.answer(query)
    } catch {
      Log.write(.error, "query_failed", [("cause", "\(error)")])
    }
    outlets.post([Output(restsOn: 0, address: address, body: body)])
  }

  private func slice(_ batch: Id128, _ after: String) {
    do throws(LedgerFailure) {
      desk.dropReserved(.slice(try books.slice(batch: batch, after: after)))
    } catch {
      Log.write(.error, "slice_failed", [("batch", "\(batch)"), ("cause", "\(error)")])
    }
  }
}

internal import Bureau
internal import Protocol
internal import Synchronization
internal import Transport

/// What threads tell one another without asking: numbers that only grow, and the gate.
final class ServerStatus: Sendable {
  /// The last durable operation.
  let durable: Atomic<UInt64>
  /// The last operation in the books.
  let books: Atomic<UInt64>
  /// Whether changes wait at the bureau until the books move.
  let isAwaited = Atomic<Bool>(false)
  /// When the bureau's last turn ended, monotonic milliseconds.
  let turnEnded = Atomic<UInt64>(0)
  /// Requests that reached the queue.
  let requests = Atomic<UInt64>(0)
  /// Turns of the bureau.
  let turns = Atomic<UInt64>(0)
  /// What the engine counted at the end of its last turn.
  let counters = Lock(EngineCounters(residents: 0, sessions: 0, waiting: 0, behind: 0, feeds: 0))
  /// Why no change is taken; by reason, since more than one may hold at once.
  private let closed = Lock<[String: Refusal]>([:])
  /// Why nothing at all is written by this process, or nil.
  let sealed: Refusal?
  /// How far the books may lag.
  private let lag: UInt64

  /// Starts at the journal's and the books' marks.
  init(durable: UInt64, books: UInt64, lag: UInt64, sealed: Refusal? = nil) {
    self.lag = lag
    self.durable = Atomic(durable)
    self.books = Atomic(books)
    self.sealed = sealed
  }

  /// Closes the gate for a reason.
  func closeGate(_ reason: String, _ refusal: Refusal) {
    closed.withLock { $0[reason] = refusal }
  }

  /// Takes a reason back.
  func openGate(_ reason: String) { closed.withLock { $0[reason] = nil } }

  /// The gate as it is.
  var gate: Gate {
    Gate(
      closed: sealed ?? closed.withLock { $0.min { $0.key < $1.key }?.value }, sealed: sealed,
      lag: lag)
  }
}

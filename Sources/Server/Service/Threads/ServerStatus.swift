internal import Bureau
internal import Protocol
internal import Synchronization
internal import Transport

/// Numbers that threads publish for each other, and the gate of changes. Readable on every thread;
/// each number says who writes it.
final class ServerStatus: Sendable {
  /// The last durable operation. Written by the bureau's thread.
  let durable: Atomic<UInt64>
  /// The last operation in the books. Written by the bookkeeper's thread.
  let books: Atomic<UInt64>
  /// Whether changes wait at the bureau for the books. Written by the bureau's thread; if true, the
  /// bookkeeper's thread wakes the bureau.
  let isAwaited = Atomic<Bool>(false)
  /// The end of the bureau's last turn, in monotonic milliseconds. Written by the bureau's thread.
  let turnEnded = Atomic<UInt64>(0)
  /// The number of inputs that loops put into the bureau's queue. Written by the loops.
  let requests = Atomic<UInt64>(0)
  /// The number of the bureau's turns. Written by the bureau's thread.
  let turns = Atomic<UInt64>(0)
  /// The bureau's counters at the end of its last turn. Written by the bureau's thread.
  let counters = Lock(
    EngineCounters(employersInMemory: 0, sessions: 0, waiting: 0, behind: 0, feeds: 0))
  /// The refusals of all changes, by reason: several reasons may hold at once.
  private let closed = Lock<[String: Refusal]>([:])
  /// The refusal of all changes for this process's lifetime, because its journal is open read-only;
  /// or nil.
  let sealed: Refusal?
  /// The most operations that the books may lag before changes wait.
  private let lag: UInt64

  /// The status at a start, where nothing is refused except by `sealed`.
  init(durable: UInt64, books: UInt64, lag: UInt64, sealed: Refusal? = nil) {
    self.lag = lag
    self.durable = Atomic(durable)
    self.books = Atomic(books)
    self.sealed = sealed
  }

  /// Refuses all changes until ``openGate(_:)`` with the same reason. Callable from every thread.
  func closeGate(_ reason: String, _ refusal: Refusal) {
    closed.withLock { $0[reason] = refusal }
  }

  /// Withdraws a reason; changes are taken when none is left. Callable from every thread.
  func openGate(_ reason: String) { closed.withLock { $0[reason] = nil } }

  /// The gate at this moment; of several reasons the first by name.
  var gate: Gate {
    Gate(
      closed: sealed ?? closed.withLock { $0.min { $0.key < $1.key }?.value }, sealed: sealed,
      lag: lag)
  }
}

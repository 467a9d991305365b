internal import Bureau
internal import Ledger
internal import Protocol
internal import Store
internal import Synchronization
internal import Transport

/// The bookkeeper's thread: reads durable operations from the journal and writes them into the
/// books.
///
/// The `Bookkeeper` with its state and the books' writing connection belong to this thread alone,
/// from ``start(_:journal:moved:)`` on. Other threads only ring: the bureau's thread after a
/// commit. The thread publishes ``ServerStatus/books`` and closes the gate of changes when it
/// cannot go on.
final class BookkeeperThread: Sendable {
  /// The pause between two tries to write books on a full disk, or books that another program has
  /// locked, in milliseconds. Polled, because the end of neither is signalled.
  static let retryMilliseconds: Int32 = 1_000
  /// The reason under which the gate is closed while the books wait for disk space.
  private static let noRoom = "books-room"

  private let doorbell = Doorbell()
  private let stopping = Atomic<Bool>(false)
  private let status: ServerStatus
  private let folder: DataFolder
  private let thread = Lock<WorkerThread?>(nil)

  init(status: ServerStatus, folder: DataFolder) {
    self.status = status
    self.folder = folder
  }

  /// Starts the thread, which takes the bookkeeper over.
  ///
  /// - Parameter moved: called on this thread when the books have advanced, or have stopped.
  func start(
    _ keeper: sending Bookkeeper, journal: SQLiteJournal, moved: @escaping @Sendable () -> Void
  ) {
    let work = Lock<Bookkeeper?>(keeper)
    let started = WorkerThread(name: "bookkeeper") { [self] in
      guard
        let keeper = work.withLock({ keeper in
          defer { keeper = nil }
          return keeper
        })
      else { return }
      run(keeper, journal, moved)
    }
    thread.withLock { $0 = started }
  }

  /// Wakes the thread, because the journal has new durable operations.
  func journalMoved() { doorbell.ring() }

  /// Brings the books to the journal's end and ends the thread; waits for it.
  func stop() {
    stopping.store(true, ordering: .sequentiallyConsistent)
    doorbell.ring()
    thread.withLock { $0 }?.join()
  }

  private func run(_ keeper: Bookkeeper, _ journal: SQLiteJournal, _ moved: () -> Void) {
    var wait = Wait.none
    while true {
      do throws(LedgerFailure) {
        let entries = try Self.read(journal, after: keeper.mark.sequence)
        if !entries.isEmpty { try keeper.keep(entries) }
        status.books.store(keeper.mark.sequence, ordering: .sequentiallyConsistent)
        change(&wait, to: .none)
        if !entries.isEmpty {
          moved()
          continue
        }
      } catch {
        if let cause = Self.cause(of: error) {
          change(&wait, to: cause)
          guard retry() else { return }
          continue
        }
        // An operation that breaks a constraint is a defect: the books stop; no change is taken.
        status.closeGate("books", Refusal(.booksBehind, "账册已停止登记，暂不受理新的变更"))
        Log.write(
          .error, "bookkeeper_stopped",
          [("cause", "\(error)"), ("next", "stop, shebaod verify, shebaod rebuild")])
        if case .stopped(let alarm) = error { StoppedBooks.record(alarm, in: folder) }
        moved()
        return
      }
      guard !stopping.load(ordering: .acquiring) else { return }
      doorbell.sleep(
        timeoutMilliseconds: nil,
        unless: {
          status.durable.load(ordering: .sequentiallyConsistent)
            > status.books.load(ordering: .relaxed)
            || stopping.load(ordering: .sequentiallyConsistent)
        })
    }
  }

  /// The condition that the books wait for after a failure that is not a defect.
  private enum Wait: Equatable {
    case none
    /// Free disk space; no change is taken meanwhile.
    case room(String)
    /// Another program's lock on the books; changes are taken until the books lag too far.
    case lock(String)
  }

  private static func cause(of failure: LedgerFailure) -> Wait? {
    guard case .store(let failure) = failure else { return nil }
    if failure.isDiskFull { return .room("\(failure)") }
    return failure.kind == .busy ? .lock("\(failure)") : nil
  }

  private func change(_ wait: inout Wait, to next: Wait) {
    guard next != wait else { return }
    wait = next
    switch next {
    case .none: status.openGate(Self.noRoom)
    case .room(let cause):
      status.closeGate(
        Self.noRoom, Refusal(.readOnly, "磁盘空间不足，暂不受理新的变更", next: "请联系运维人员"))
      Log.write(.warning, "books_wait_for_room", [("cause", cause)])
    case .lock(let cause):
      status.openGate(Self.noRoom)
      Log.write(
        .warning, "books_wait_for_lock",
        [("cause", cause), ("next", "end the program that holds the books")])
    }
  }

  /// Pauses before the next try. False when the server stops meanwhile; the next start catches up.
  private func retry() -> Bool {
    doorbell.sleep(
      timeoutMilliseconds: Self.retryMilliseconds,
      unless: { stopping.load(ordering: .sequentiallyConsistent) })
    return !stopping.load(ordering: .acquiring)
  }

  private static func read(
    _ journal: SQLiteJournal, after sequence: UInt64
  ) throws(LedgerFailure) -> [JournalEntry] {
    do throws(JournalFailure) {
      return try journal.read(after: sequence, limit: Bookkeeper.operationsMax)
    } catch { throw .journal(error) }
  }
}

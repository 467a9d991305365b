internal import Bureau
internal import Ledger
internal import Protocol
internal import Store
internal import Synchronization
internal import Transport

/// The bookkeeper's thread: it reads durable rows off the journal and keeps the books.
final class BookkeeperThread: Sendable {
  /// The most operations folded into one transaction.
  static let stretchMax = 20_000
  /// Between two tries to write books on a full disk, in milliseconds.
  static let roomRetryMilliseconds: Int32 = 1_000
  /// Why the gate is closed while the books wait for room.
  private static let noRoom = "books-room"

  private let doorbell = Doorbell()
  private let stopping = Atomic<Bool>(false)
  private let shared: Shared
  private let folder: DataFolder
  private let thread = Lock<WorkerThread?>(nil)

  init(shared: Shared, folder: DataFolder) {
    self.shared = shared
    self.folder = folder
  }

  /// Starts the thread on a bookkeeper whose books are at the shared mark.
  ///
  /// - Parameter moved: called when the books have moved, or have stopped.
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

  /// The journal has grown.
  func journalMoved() { doorbell.ring() }

  /// Brings the books to the journal's end and ends the thread.
  func stop() {
    stopping.store(true, ordering: .sequentiallyConsistent)
    doorbell.ring()
    thread.withLock { $0 }?.join()
  }

  private func run(_ keeper: Bookkeeper, _ journal: SQLiteJournal, _ moved: () -> Void) {
    var hasRoom = true
    while true {
      do throws(LedgerFailure) {
        let rows = try Self.read(journal, after: keeper.mark.sequence)
        if !rows.isEmpty { try keeper.keep(rows) }
        shared.books.store(keeper.mark.sequence, ordering: .sequentiallyConsistent)
        if !hasRoom { shared.open(Self.noRoom) }
        hasRoom = true
        if !rows.isEmpty {
          moved()
          continue
        }
      } catch {
        if case .store(let failure) = error, failure.isDiskFull {
          if hasRoom { Log.write(.warning, "books_wait_for_room", [("cause", "\(failure)")]) }
          hasRoom = false
          guard waitForRoom() else { return }
          continue
        }
        // A row that breaks a constraint is a bug found: the books stop, and so do new changes.
        shared.close("books", Refusal(.booksBehind, "账册已停止登记，暂不受理新的变更"))
        Log.write(
          .error, "bookkeeper_stopped",
          [("cause", "\(error)"), ("next", "stop, shebaod verify, shebaod rebuild")])
        if case .stopped(let alarm) = error { StoppedBooks.note(alarm, in: folder) }
        moved()
        return
      }
      guard !stopping.load(ordering: .acquiring) else { return }
      doorbell.sleep(
        timeoutMilliseconds: nil,
        unless: {
          shared.durable.load(ordering: .sequentiallyConsistent)
            > shared.books.load(ordering: .relaxed)
            || stopping.load(ordering: .sequentiallyConsistent)
        })
    }
  }

  /// A full disk is no defect: the books wait for room, and so do new changes. False when the
  /// server stops meanwhile; the next start brings the books on.
  private func waitForRoom() -> Bool {
    shared.close(Self.noRoom, Refusal(.readOnly, "磁盘空间不足，暂不受理新的变更", next: "请联系运维人员"))
    doorbell.sleep(
      timeoutMilliseconds: Self.roomRetryMilliseconds,
      unless: { stopping.load(ordering: .sequentiallyConsistent) })
    return !stopping.load(ordering: .acquiring)
  }

  private static func read(
    _ journal: SQLiteJournal, after sequence: UInt64
  ) throws(LedgerFailure) -> [Row] {
    do throws(JournalFailure) {
      return try journal.read(after: sequence, limit: Bookkeeper.stretchMax)
    } catch { throw .journal(error) }
  }
}

internal import Bureau
internal import Ledger
internal import Protocol
internal import Synchronization
internal import Transport

/// The bookkeeper's thread: it reads durable rows off the journal and keeps the books.
final class BookkeeperThread: Sendable {
  /// The most operations folded into one transaction.
  static let stretchMax = 20_000

  private let doorbell = Doorbell()
  private let stopping = Atomic<Bool>(false)
  private let shared: Shared
  private let thread = Lock<WorkerThread?>(nil)

  init(shared: Shared) { self.shared = shared }

  /// Starts the thread on a bookkeeper whose books are at the shared mark.
  func start(_ keeper: sending Bookkeeper, journal: SQLiteJournal, readers: Readers) {
    let work = Lock<Bookkeeper?>(keeper)
    let started = WorkerThread(name: "bookkeeper") { [self] in
      guard
        let keeper = work.withLock({ keeper in
          defer { keeper = nil }
          return keeper
        })
      else { return }
      run(keeper, journal, readers)
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

  private func run(_ keeper: Bookkeeper, _ journal: SQLiteJournal, _ readers: Readers) {
    while true {
      do throws(LedgerFailure) {
        let rows = try Self.read(journal, after: keeper.mark.sequence)
        if !rows.isEmpty {
          shared.books.store(try keeper.keep(rows).sequence, ordering: .releasing)
          readers.booksMoved()
          continue
        }
      } catch {
        // A row that breaks a constraint is a bug found: the books stop, and so do new changes.
        Log.write(.error, "bookkeeper_stopped", [("cause", "\(error)")])
        shared.close("books", Refusal(.booksBehind, "账册已停止登记，暂不受理新的变更"))
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

  private static func read(
    _ journal: SQLiteJournal, after sequence: UInt64
  ) throws(LedgerFailure) -> [Row] {
    do throws(JournalFailure) {
      return try journal.read(after: sequence, limit: stretchMax)
    } catch { throw .journal(error) }
  }
}

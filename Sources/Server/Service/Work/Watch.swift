internal import Bureau
internal import Ledger
internal import Protocol
internal import Store
internal import Transport

/// Once a second: the disk's free room, and the clock.
final class Watch: Sendable {
  /// How often it looks, in milliseconds.
  static let everyMilliseconds: Int32 = 1_000

  private let folder: DataFolder
  private let shared: Shared
  private let clock: BureauClock
  private let ticks = Mailbox<Never>(limit: 1)
  private let thread = Lock<WorkerThread?>(nil)

  init(folder: DataFolder, shared: Shared, clock: BureauClock) {
    self.folder = folder
    self.shared = shared
    self.clock = clock
  }

  /// Starts the thread.
  func start() {
    look()
    let started = WorkerThread(name: "watch") { [self] in
      while ticks.take(within: Self.everyMilliseconds) != nil { look() }
    }
    thread.withLock { $0 = started }
  }

  /// Ends the thread.
  func stop() {
    ticks.close()
    thread.withLock { $0 }?.join()
  }

  private func look() {
    var free: UInt64 = 0
    do throws(StoreFailure) { free = try folder.freeBytes() } catch {
      Log.write(.error, "free_room_unknown", [("cause", "\(error)")])
    }
    if free < SQLiteJournal.reserveBytes {
      shared.close("disk", Refusal(.readOnly, "磁盘空间不足，暂不受理新的变更", next: "请联系运维人员"))
    } else {
      shared.open("disk")
    }
    if clock.follow() {
      Log.write(.warning, "clock_stepped", [("next", "check the clock; restart to follow it")])
    }
  }
}

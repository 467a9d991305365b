internal import Bureau
internal import Ledger
internal import Protocol
internal import Store
internal import Transport

/// A thread that checks the disk's free space and the wall clock once a second. It closes the gate
/// of changes while space is short, and slews the bureau's clock.
final class HealthMonitor: Sendable {
  /// The interval between two checks, in milliseconds.
  static let everyMilliseconds: Int32 = 1_000

  private let folder: DataFolder
  private let status: ServerStatus
  private let clock: BureauClock
  private let ticks = Mailbox<Never>(limit: 1)
  private let thread = Lock<WorkerThread?>(nil)

  init(folder: DataFolder, status: ServerStatus, clock: BureauClock) {
    self.folder = folder
    self.status = status
    self.clock = clock
  }

  /// Checks once on the caller's thread and starts the thread.
  func start() {
    var reported = Reported()
    look(&reported)
    let started = WorkerThread(name: "health") { [self, reported] in
      var reported = reported
      while ticks.takeAll(within: Self.everyMilliseconds) != nil { look(&reported) }
    }
    thread.withLock { $0 = started }
  }

  /// Ends the thread; waits for it.
  func stop() {
    ticks.close()
    thread.withLock { $0 }?.join()
  }

  /// The conditions that are logged already.
  private struct Reported: Sendable {
    var isLow = false
    var isStepped = false
  }

  private func look(_ reported: inout Reported) {
    var free: UInt64 = 0
    do throws(StoreFailure) { free = try folder.freeBytes() } catch {
      Log.write(.error, "free_room_unknown", [("cause", "\(error)")])
    }
    let isLow = free < SQLiteJournal.reserveBytes
    if isLow {
      status.closeGate("disk", Refusal(.readOnly, "磁盘空间不足，暂不受理新的变更", next: "请联系运维人员"))
    } else {
      status.openGate("disk")
    }
    if isLow != reported.isLow {
      let next = isLow ? "make room: no change is taken" : roomNext
      Log.write(isLow ? .warning : .info, "disk_room", [("free", "\(free)"), ("next", next)])
    }
    let isStepped = clock.follow()
    if isStepped, !reported.isStepped {
      Log.write(.warning, "clock_stepped", [("next", "shebao officer clock")])
    }
    reported = Reported(isLow: isLow, isStepped: isStepped)
  }

  private var roomNext: String {
    status.sealed == nil ? "changes are taken" : "start again, to take changes"
  }
}

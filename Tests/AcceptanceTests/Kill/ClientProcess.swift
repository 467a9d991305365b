import Glibc
import Protocol
import Transport

/// The client process of one clerk: started repeatedly, and killed from this thread or another.
final class ClientProcess: Sendable {
  /// The polling interval, in ms.
  private static let lookMs: UInt64 = 2
  /// The time limit of one run, in ms: the start, and three rounds of waiting for an outcome.
  private static let patienceMs: UInt64 = 100_000

  let rig: ServerRig
  /// `HOME` of the clerk, where the client keeps its session and its requests under way.
  let home: String
  private let running = Monitor<CurrentRun>(CurrentRun())

  private struct CurrentRun {
    var child: ChildProcess?
    var kills = 0
  }

  init(_ number: Int, in rig: ServerRig) {
    self.rig = rig
    home = "\(rig.folder)/clerk-\(number)"
    _ = unsafe mkdir(home, 0o700)
  }

  /// The number of kills.
  var kills: Int { running.look { $0.kills } }

  /// Sends SIGKILL to the process that runs now, if any.
  func slay() {
    running.change {
      // The process is reaped under the same lock, so the pid cannot have been reused.
      guard let child = $0.child else { return }
      kill(child.pid, SIGKILL)
      $0.kills += 1
    }
  }

  /// The moment at which a client is killed.
  enum KillMoment {
    /// This many ms after the start.
    case start(UInt64)
    /// This many ms after the key of a payment of this notice was on the disk.
    case key(NoticeNumber, UInt64)
  }

  /// Runs the client until it ends or is killed at `moment`.
  ///
  /// - Returns: the exit code, nil where it was killed; and its output.
  func run(_ arguments: [String], _ moment: KillMoment?) throws -> (exit: Int32?, text: String) {
    let output = "\(home)/said"
    try TestFiles.remove(output)
    let child = try ChildProcess.start(
      "\(TestPaths.programs)/shebao", arguments,
      environment: rig.environment.merging(["HOME": home]) { $1 }, output: output)
    running.change { $0.child = child }
    let start = MonotonicTime.now()
    var dueAt = try due(moment)
    while true {
      if let exit = ended(child) { return (exit == 128 + SIGKILL ? nil : exit, child.text) }
      let passed = MonotonicTime.now() - start
      if dueAt == nil { dueAt = try due(moment) }
      if let dueAt, MonotonicTime.now() >= dueAt {
        slay()
        continue
      }
      guard passed < Self.patienceMs else {
        slay()
        throw RigFailure("shebao \(arguments) does not end: \(child.text)")
      }
      Pause.sleep(Self.lookMs)
    }
  }

  /// Returns the time of the kill, or nil while it depends on a key that is not on the disk yet.
  private func due(_ moment: KillMoment?) throws -> UInt64? {
    switch moment {
    case .start(let after): MonotonicTime.now() + after
    case .key(let notice, let after):
      try keysOnDisk(of: notice).isEmpty ? nil : MonotonicTime.now() + after
    case nil: nil
    }
  }

  private func ended(_ child: ChildProcess) -> Int32? {
    running.change {
      guard let exit = child.ended() else { return nil }
      $0.child = nil
      return exit
    }
  }

  /// Returns the keys of the client's requests in flight for payments of this notice, from the
  /// files in its state folder.
  func keysOnDisk(of notice: NoticeNumber) throws -> [Id128] {
    let folder = home + "/.local/state/shebao/default/inflight"
    guard unsafe access(folder, F_OK) == 0 else { return [] }
    return try TestFiles.names(in: folder, ending: "").filter {
      TestFiles.read("\(folder)/\($0)").contains("\"subject\":\"\(notice)\"")
    }.compactMap { Id128(hex: $0) }
  }
}

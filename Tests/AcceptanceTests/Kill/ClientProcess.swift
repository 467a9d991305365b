import Glibc
import Protocol
import Transport

/// The client of one clerk, as a process: started again and again, and killed at any moment.
final class ClientProcess: Sendable {
  /// Between two looks at the process, ms.
  private static let lookMs: UInt64 = 2
  /// No run of the client takes longer, ms: three rounds of waiting, and what comes before.
  private static let patienceMs: UInt64 = 100_000

  let rig: ServerRig
  /// `HOME` of the clerk, where the client keeps its session and its requests under way.
  let home: String
  private let running = Monitor<State>(State())

  private struct State {
    var child: ChildProcess?
    var kills = 0
  }

  init(_ number: Int, in rig: ServerRig) {
    self.rig = rig
    home = "\(rig.folder)/clerk-\(number)"
    _ = unsafe mkdir(home, 0o700)
  }

  /// How often a process was hit.
  var kills: Int { running.look { $0.kills } }

  /// `kill -9` to the process that runs now, if one does.
  func slay() {
    running.change {
      // It is reaped under the same lock, so the number is still its own.
      guard let child = $0.child else { return }
      kill(child.pid, SIGKILL)
      $0.kills += 1
    }
  }

  /// The moment at which a client is killed.
  enum KillMoment {
    /// So many ms after its start.
    case start(UInt64)
    /// So many ms after the key of a payment of this notice was on the disk.
    case key(NoticeNumber, UInt64)
  }

  /// Runs the client to its end, or kills it where it is aimed at. Its exit code, nil where it was
  /// killed, and what it said.
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

  /// When an aimed kill is due, if that is known by now.
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

  /// The keys under which the client asked for a payment of this notice, and does not know the
  /// outcome, as it keeps them.
  func keysOnDisk(of notice: NoticeNumber) throws -> [Id128] {
    let folder = home + "/.local/state/shebao/default/inflight"
    guard unsafe access(folder, F_OK) == 0 else { return [] }
    return try TestFiles.names(in: folder, ending: "").filter {
      TestFiles.read("\(folder)/\($0)").contains("\"subject\":\"\(notice)\"")
    }.compactMap { Id128(hex: $0) }
  }
}

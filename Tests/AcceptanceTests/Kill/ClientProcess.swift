import Glibc
import Protocol
import Transport

/// The client of one clerk, as a process: started again and again, and killed at any moment.
final class ClientProcess: Sendable {
  /// Between two looks at the process, ms.
  private static let lookMs: UInt64 = 2
  /// No run of the client takes longer, ms: three rounds of waiting, and what comes before.
  private static let patienceMs: UInt64 = 100_000

  let house: House
  /// `HOME` of the clerk, where the client keeps its session and its requests under way.
  let home: String
  private let running = Monitor<Running>(Running())

  private struct Running {
    var child: Child?
    var kills = 0
  }

  init(_ number: Int, in house: House) {
    self.house = house
    home = "\(house.folder)/clerk-\(number)"
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
  enum Aim {
    /// So many ms after its start.
    case start(UInt64)
    /// So many ms after the key of a payment of this notice was on the disk.
    case key(NoticeNumber, UInt64)
  }

  /// Runs the client to its end, or kills it where it is aimed at. Its exit code, nil where it was
  /// killed, and what it said.
  func run(_ arguments: [String], _ aim: Aim?) throws -> (exit: Int32?, text: String) {
    let output = "\(home)/said"
    try Text.remove(output)
    let child = try Child.start(
      "\(Places.programs)/shebao", arguments,
      environment: house.environment.merging(["HOME": home]) { $1 }, output: output)
    running.change { $0.child = child }
    let start = MonotonicTime.now()
    var due = try moment(aim)
    while true {
      if let exit = ended(child) { return (exit == 128 + SIGKILL ? nil : exit, child.text) }
      let passed = MonotonicTime.now() - start
      if due == nil { due = try moment(aim) }
      if let moment = due, MonotonicTime.now() >= moment {
        slay()
        continue
      }
      guard passed < Self.patienceMs else {
        slay()
        throw Stumble("shebao \(arguments) does not end: \(child.text)")
      }
      Pause.take(Self.lookMs)
    }
  }

  /// When an aimed kill is due, if that is known by now.
  private func moment(_ aim: Aim?) throws -> UInt64? {
    switch aim {
    case .start(let after): MonotonicTime.now() + after
    case .key(let notice, let after):
      try keysOnDisk(of: notice).isEmpty ? nil : MonotonicTime.now() + after
    case nil: nil
    }
  }

  private func ended(_ child: Child) -> Int32? {
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
    return try Text.names(in: folder, ending: "").filter {
      Text.read("\(folder)/\($0)").contains("\"subject\":\"\(notice)\"")
    }.compactMap { Id128(hex: $0) }
  }
}

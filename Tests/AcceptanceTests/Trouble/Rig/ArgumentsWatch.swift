import Foundation
import Transport

/// Polls the argument lists of all processes, which every user of the machine can read.
final class ArgumentsWatch: Sendable {
  private let seen = Monitor<Set<[UInt8]>>([])
  private let isOver = Monitor(false)
  private let ended = Monitor(false)

  init() {
    Thread.detachNewThread { [self] in
      while !isOver.look({ $0 }) {
        look()
        Pause.sleep(2)
      }
      ended.change { $0 = true }
    }
  }

  private func look() {
    // Processes end while /proc is listed: a listing that fails is repeated at the next poll.
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: "/proc") } catch { return }
    for name in names where Int(name) != nil {
      let arguments = TestFiles.bytes("/proc/\(name)/cmdline")
      if !arguments.isEmpty { seen.change { _ = $0.insert(arguments) } }
    }
  }

  /// Stops polling and returns every argument list seen.
  func stop() -> Set<[UInt8]> {
    isOver.change { $0 = true }
    _ = ended.wait { $0 ? true : nil }
    return seen.look { $0 }
  }
}

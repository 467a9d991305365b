import Foundation
import Glibc

/// Other programs that do the nearest thing to a row of ours, measured in the same run on the same
/// cores. One that is not installed is reported as absent.
///
/// The work compared differs: an echo reads no state, and a key-value store has no rules. The
/// ratios give the order of magnitude, independently of the machine.
struct Peers {
  let options: BenchOptions

  /// The peers by the benchmark whose row they are compared with.
  static let all: [(benchmark: String, run: @Sendable (Peers) throws -> Void)] = [
    ("ping", { try $0.redis(.ping, beside: "ping plain 128 in flight") }),
    ("ping", { try $0.grpc(beside: "ping plain 128 in flight") }),
    ("todo", { try $0.redis(.get, beside: "todo.list from memory") }),
    ("declare", { try $0.redis(.set, beside: "declare.save, durable") }),
    ("pay", { try $0.postgres(beside: "pay.agreement to success") }),
  ]

  /// Measures the peers of a benchmark that has just run.
  func beside(_ benchmark: String) throws {
    for peer in Self.all where peer.benchmark == benchmark {
      do { try peer.run(self) } catch let failure as BenchFailure {
        BenchReport.comment("\(failure)")
      }
    }
  }

  /// Runs a body with a temporary folder, and removes it.
  func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "shebao-peer-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer {
      do { try FileManager.default.removeItem(atPath: folder) } catch {
        BenchReport.comment("\(folder) cannot be removed: \(error)")
      }
    }
    try body(folder)
  }

  /// Runs a load `options.runs` times.
  func runs(_ server: PeerProcess, _ load: () throws -> (done: Double, seconds: Double)) throws
    -> [Figures]
  {
    try (0..<options.runs).map { _ in
      let before = Self.clocks(server.pid)
      let (done, seconds) = try load()
      var figures = Figures()
      figures.setClocks(from: before, to: Self.clocks(server.pid))
      figures.done = UInt64(done)
      figures.seconds = seconds
      figures.residentMiB = Machine.residentMiB(server.pid)
      return figures
    }
  }

  private static func clocks(_ server: Int32) -> Figures.Clocks {
    var used = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &used)
    let client = [used.ru_utime, used.ru_stime].reduce(0.0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
    return Figures.Clocks(
      server: Machine.cpuSecondsOfFamily(server), client: client + Machine.cpuSeconds(getpid()),
      busy: Machine.busySeconds)
  }

  /// Returns the path of a peer's program.
  ///
  /// - Throws: `BenchFailure` that names the package to install.
  func program(_ name: String, of package: String) throws -> String {
    guard let path = PeerProcess.find(name) else {
      throw BenchFailure("peer absent: no \(name) here; ./dev bench --peers installs \(package)")
    }
    return path
  }
}

import Foundation
import Glibc
import Transport

/// A process of a peer: its server, or a program that prepares or loads it. It is bounded in time,
/// and signalled by its own pid only.
final class PeerProcess {
  /// The time limit of a server's start, and of a program that prepares it, in seconds.
  static let readySeconds = 60.0

  private let process = Process()

  var pid: Int32 { process.processIdentifier }

  /// Starts a program.
  init(_ words: [String], output: FileHandle = .nullDevice) throws {
    guard let program = words.first else { throw BenchFailure("no program") }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Array(words.dropFirst())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Sends a signal, and SIGKILL 10 s later.
  func stop(_ polite: Int32 = SIGTERM) {
    guard process.isRunning else { return }
    kill(pid, polite)
    if !wait(10) { kill(pid, SIGKILL) }
    process.waitUntilExit()
  }

  /// Waits for the end; false where it has not come in time.
  private func wait(_ seconds: Double) -> Bool {
    let pause = Doorbell()
    let end = MonotonicClock.nanoseconds() + UInt64(seconds * 1e9)
    while process.isRunning, MonotonicClock.nanoseconds() < end {
      pause.sleep(timeoutMilliseconds: 2, unless: { false })
    }
    return !process.isRunning
  }

  /// Runs a program to its end and returns its output; nil where it fails or takes too long.
  static func said(by words: [String], within seconds: Double = readySeconds) throws -> String? {
    let path = NSTemporaryDirectory() + "shebao-peer-" + UUID().uuidString
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let output = FileHandle(forWritingAtPath: path)
    else { throw BenchFailure("cannot write \(path)") }
    defer { unsafe unlink(path) }
    let running = try PeerProcess(words, output: output)
    guard running.wait(seconds) else {
      running.stop()
      return nil
    }
    guard running.process.terminationStatus == 0 else { return nil }
    return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// Runs a probe repeatedly until it succeeds, which shows that a server listens.
  static func waitFor(_ words: [String]) throws {
    let end = MonotonicClock.nanoseconds() + UInt64(readySeconds * 1e9)
    while try said(by: words, within: 5) == nil {
      guard MonotonicClock.nanoseconds() < end else {
        throw BenchFailure("\(words) never succeeds")
      }
      Doorbell().sleep(timeoutMilliseconds: 50, unless: { false })
    }
  }

  /// Returns the path of a program; nil where none of that name is installed.
  static func find(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
    return folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
  }

  /// Returns a port that was free a moment ago.
  static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = unsafe withUnsafeMutableBytes(of: &address) { bytes -> Int32 in
      guard let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else {
        return -1
      }
      guard unsafe bind(socket, base, length) == 0 else { return -1 }
      return unsafe getsockname(socket, base, &length)
    }
    guard result == 0 else { throw BenchFailure("no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

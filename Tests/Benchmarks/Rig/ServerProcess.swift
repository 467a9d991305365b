import Foundation
import Protocol
import Transport

/// The real `shebaod`, in a temporary folder and on free ports.
final class ServerProcess {
  /// The folder of data, keys and log.
  let folder: String
  let program: String
  private var process: Process?
  private(set) var tls: UInt16 = 0
  private(set) var plain: UInt16 = 0
  /// The time from the start of the process to its log line "serving", in seconds.
  private(set) var startSeconds = 0.0

  var data: String { folder + "/data" }
  var keys: String { folder + "/keys" }
  var socket: String { folder + "/s" }
  var pid: Int32 { process?.processIdentifier ?? 0 }

  /// Makes an empty realm in a new folder.
  init(program: String) throws {
    self.program = program
    folder = NSTemporaryDirectory() + "shebao-bench-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try run("init", "--data", data, "--keys", keys)
  }

  /// Starts the server and waits until it serves.
  ///
  /// - Throws: `BenchFailure` with its log where it ends, or does not serve in time.
  func start(_ extra: String..., within seconds: Double = 600) throws {
    let log = folder + "/log"
    guard FileManager.default.createFile(atPath: log, contents: nil) else {
      throw BenchFailure("cannot write \(log)")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments =
      [
        "serve", "--data", data, "--keys", keys, "--plain", "127.0.0.1:0", "--listen",
        "127.0.0.1:0", "--socket", socket,
      ] + extra
    process.standardError = FileHandle(forWritingAtPath: log)
    let begun = MonotonicClock.nanoseconds()
    try process.run()
    self.process = process
    let pause = Doorbell()
    while process.isRunning {
      startSeconds = Double(MonotonicClock.nanoseconds() - begun) / 1e9
      if readPorts(log) { return }
      guard startSeconds < seconds else { break }
      pause.sleep(timeoutMilliseconds: 1, unless: { false })
    }
    throw BenchFailure("shebaod does not serve: \(text(log))")
  }

  /// Sends SIGTERM and waits for the end.
  func stop() {
    guard let process, process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
    self.process = nil
  }

  /// Stops the server and removes the folder.
  func remove() throws {
    stop()
    try FileManager.default.removeItem(atPath: folder)
  }

  /// Runs a command of `shebaod` to its end.
  func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchFailure("shebaod \(arguments.joined(separator: " ")) failed")
    }
  }

  /// Issues a credential and returns it in PEM.
  func credential(role: String, name: String) throws -> (certificate: [UInt8], key: [UInt8]) {
    try run(
      "credential", "issue", "--keys", keys, "--role", role, "--name", name, "--out", folder)
    return (try bytes("\(folder)/\(role)-\(name).pem"), try bytes("\(folder)/\(role)-\(name).key"))
  }

  /// Reads a file.
  func bytes(_ path: String) throws -> [UInt8] {
    try Array(need(FileManager.default.contents(atPath: path), "no file \(path)"))
  }

  private func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  private func readPorts(_ log: String) -> Bool {
    let line = text(log).split(separator: "\n").first { $0.contains(" serving ") }
    guard let line else { return false }
    for word in line.split(separator: " ") {
      let parts = word.split(separator: "=")
      guard parts.count == 2 else { continue }
      if parts[0] == "tls" { tls = UInt16(parts[1]) ?? 0 }
      if parts[0] == "plain" { plain = UInt16(parts[1]) ?? 0 }
    }
    return plain > 0
  }
}

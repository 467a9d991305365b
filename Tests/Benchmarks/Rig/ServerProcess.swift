import Foundation
import Protocol
import Transport

/// The real `shebaod`, in a folder of its own, on ports of its own.
final class ServerProcess {
  /// Where its data, keys and log are.
  let folder: String
  let program: String
  private var process: Process?
  private(set) var tls: UInt16 = 0
  private(set) var plain: UInt16 = 0
  /// From its start to the line that says that it serves, in seconds.
  private(set) var startSeconds = 0.0

  var data: String { folder + "/data" }
  var keys: String { folder + "/keys" }
  var socket: String { folder + "/s" }
  var pid: Int32 { process?.processIdentifier ?? 0 }

  /// Makes a realm in a fresh folder.
  init(program: String) throws {
    self.program = program
    folder = NSTemporaryDirectory() + "shebao-bench-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try run("init", "--data", data, "--keys", keys)
  }

  /// Starts it and waits until it serves.
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

  /// Ends it in order.
  func stop() {
    guard let process, process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
    self.process = nil
  }

  /// Removes the folder.
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

  /// Issues a credential; the PEM pair.
  func credential(role: String, name: String) throws -> (certificate: [UInt8], key: [UInt8]) {
    try run(
      "credential", "issue", "--keys", keys, "--role", role, "--name", name, "--out", folder)
    return (try bytes("\(folder)/\(role)-\(name).pem"), try bytes("\(folder)/\(role)-\(name).key"))
  }

  /// A file's bytes.
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

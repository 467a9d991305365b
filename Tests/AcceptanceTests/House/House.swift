import Glibc
import Protocol
import TLS
import Transport

/// A bureau of its own in a temporary folder, with its server and the sandbox as real processes.
final class House: Sendable {
  /// 行号 of the sandbox's banks.
  static let banks = ["102452000012", "103452000011"]

  let folder: String
  private let running: Monitor<Running>

  private struct Running {
    var server: Child?
    var sandbox: Child?
    var port: UInt16 = 0
  }

  /// Makes the realm and every partner's credential, and starts both.
  init(_ name: String) throws {
    folder = try Text.folder(name)
    running = Monitor(Running())
    for place in ["", "/home", "/creds"] {
      _ = unsafe mkdir(folder + place, 0o700)
    }
    try daemon(["init", "--data", data, "--sandbox", "--scrypt", "1024", "--code-pause", "0"])
    let roles = Self.banks.map { ("bank", $0) }
    for (role, name) in roles + [("app", "tax"), ("app", "incometax"), ("gateway", "sms")] {
      try daemon([
        "credential", "issue", "--data", data, "--role", role, "--name", name, "--out", credentials,
      ])
    }
    try startServer()
    try startSandbox()
    try lab(["sandbox", "status", "--wait", "30"])
  }

  var data: String { folder + "/data" }
  var credentials: String { folder + "/creds" }
  var authority: String { data + "-keys/ca.pem" }
  var port: UInt16 { running.look { $0.port } }

  /// What programs find in their environment: nothing of the machine's but the path.
  var environment: [String: String] {
    [
      "PATH": "\(Places.programs):/usr/bin:/bin", "HOME": folder + "/home", "LANG": "zh_CN.UTF-8",
      "TZ": "UTC", "SHEBAO_SANDBOX": folder + "/books", "SHEBAO_SERVER": "127.0.0.1:\(port)",
      "SHEBAO_CA": authority, "SHEBAO_DATA": data, "REPOSITORY": Places.repository,
    ]
  }

  // MARK: Programs

  /// Runs a program to its end; its outputs. Throws where it ends with another code.
  @discardableResult
  func run(
    _ program: String, _ arguments: [String], expecting code: Int32 = 0, within: UInt64 = 60_000
  ) throws -> String {
    let output = "\(folder)/out-\(UInt64.random(in: 0...UInt64.max))"
    let child = try Child.start(
      "\(Places.programs)/\(program)", arguments, environment: environment, output: output)
    let ended = try child.wait(within)
    let text = child.text
    try Text.remove(output)
    guard ended == code else {
      throw Stumble("\(program) \(arguments.joined(separator: " ")) ended with \(ended): \(text)")
    }
    return text
  }

  @discardableResult
  func daemon(_ arguments: [String]) throws -> String { try run("shebaod", arguments) }

  @discardableResult
  func lab(_ arguments: [String]) throws -> String { try run("shebao-lab", arguments) }

  // MARK: Server and sandbox

  /// Starts the server, at the same port as before, and waits until it serves.
  func startServer() throws {
    let log = folder + "/server.log"
    let start = Text.bytes(log).count
    let child = try Child.start(
      "\(Places.programs)/shebaod", ["serve", "--data", data, "--listen", "127.0.0.1:\(port)"],
      environment: environment, output: log)
    running.change { $0.server = child }
    let line = try child.line(with: " serving ", from: start)
    guard let word = line.split(separator: " ").first(where: { $0.hasPrefix("tls=") }),
      let port = UInt16(word.dropFirst(4))
    else { throw Stumble("the server names no port: \(line)") }
    running.change { $0.port = port }
  }

  /// Starts the sandbox; it connects by itself.
  func startSandbox() throws {
    let log = folder + "/sandbox.log"
    let start = Text.bytes(log).count
    let child = try Child.start(
      "\(Places.programs)/shebao-lab",
      [
        "sandbox", "run", "--server", "127.0.0.1:\(port)", "--ca", authority, "--credentials",
        credentials, "--books", folder + "/books",
      ], environment: environment, output: log)
    running.change { $0.sandbox = child }
    _ = try child.line(with: "running", from: start)
  }

  func killServer() { running.look { $0.server }?.slay() }
  func killSandbox() { running.look { $0.sandbox }?.slay() }

  /// Ends both as an operator does. Throws where the server did not end well.
  func stop() throws {
    let (server, sandbox) = running.look { ($0.server, $0.sandbox) }
    running.change {
      $0.server = nil
      $0.sandbox = nil
    }
    // The partners first: a drain lets open feeds have all of its time.
    let codes = [try sandbox?.stop(), try server?.stop()]
    guard codes == [0, 0] else { throw Stumble("server and sandbox ended with \(codes)") }
  }

  /// Ends what still runs, and removes the folder unless `keeping` it to look at.
  func close(keeping: Bool = false) throws {
    let (server, sandbox) = running.look { ($0.server, $0.sandbox) }
    server?.slay()
    sandbox?.slay()
    if !keeping { try Text.remove(folder) }
  }

  // MARK: Connections

  /// A clerk's connection, over TLS.
  func connect() throws -> Channel {
    let context = try TLSContext.client(authorityPEM: Text.bytes(authority))
    return try Channel.connect(
      .tcp(host: "127.0.0.1", port: port),
      tls: TLSClient(context: context, serverName: "127.0.0.1"), hello: Self.hello)
  }

  /// An officer's, through the server's socket.
  func connectOfficer() throws -> Channel {
    try Channel.connect(.unix(path: data + "/officer.sock"), hello: Self.hello)
  }

  private static var hello: Hello {
    Hello(
      software: "acceptance", version: "1", realm: Id128(high: 0, low: 0), schemaHash: .zero,
      serverTimeMs: 0)
  }
}

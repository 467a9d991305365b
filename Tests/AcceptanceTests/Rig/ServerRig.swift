import Glibc
import Protocol
import TLS
import Transport

/// A realm in a temporary folder with a server and a sandbox, both real processes.
final class ServerRig: Sendable {
  /// 行号 of the sandbox's two banks.
  static let banks = ["102452000012", "103452000011"]

  let folder: String
  /// The data folder.
  let data: String
  private let running: Monitor<Processes>

  private struct Processes {
    var server: ChildProcess?
    var sandbox: ChildProcess?
    var port: UInt16 = 0
    var options: [String] = []
    var preload: [String: String] = [:]
  }

  /// Makes the realm and every partner's credential, starts both programs, and waits until the
  /// partners are connected.
  ///
  /// - Parameters:
  ///   - disk: prepares the folder of the data, for example by a mount.
  ///   - scrypt: scrypt's N, the cost of a password hash.
  ///   - options: further options of `shebaod serve`.
  ///   - preload: variables added to the server's environment.
  ///   - isAlone: whether there are no partners; the server is not started either.
  init(
    _ name: String, disk: ((String) throws -> Void)? = nil, scrypt: Int = 1_024,
    options: [String] = [], preload: [String: String] = [:], isAlone: Bool = false
  ) throws {
    folder = try TestFiles.folder(name)
    data = folder + (disk == nil ? "/data" : "/disk/data")
    running = Monitor(Processes(options: options, preload: preload))
    for place in ["", "/home", "/creds"] {
      _ = unsafe mkdir(folder + place, 0o700)
    }
    if let disk {
      _ = unsafe mkdir(folder + "/disk", 0o700)
      try disk(folder + "/disk")
    }
    try daemon([
      "init", "--data", data, "--keys", keys, "--sandbox", "--scrypt", "\(scrypt)",
      "--code-pause", "0",
    ])
    if isAlone { return }
    let roles = Self.banks.map { ("bank", $0) }
    for (role, name) in roles + [("app", "tax"), ("app", "incometax"), ("gateway", "sms")] {
      try daemon([
        "credential", "issue", "--data", data, "--keys", keys, "--role", role, "--name", name,
        "--out", credentials,
      ])
    }
    try startServer()
    try startSandbox()
    try lab(["sandbox", "status", "--wait", "30"])
  }

  var keys: String { folder + "/data-keys" }
  var credentials: String { folder + "/creds" }
  var authority: String { keys + "/ca.pem" }
  /// The server's log.
  var log: String { TestFiles.read(folder + "/server.log") }
  /// The server's pid.
  var serverID: Int32 {
    get throws {
      guard let server = running.look({ $0.server }) else { throw RigFailure("no server runs") }
      return server.pid
    }
  }
  var port: UInt16 { running.look { $0.port } }

  /// The whole environment of the programs; nothing is inherited.
  var environment: [String: String] {
    [
      "PATH": "\(TestPaths.programs):/usr/bin:/bin", "HOME": folder + "/home",
      "LANG": "zh_CN.UTF-8",
      "TZ": "UTC", "SHEBAO_SANDBOX": folder + "/books", "SHEBAO_SERVER": "127.0.0.1:\(port)",
      "SHEBAO_CA": authority, "SHEBAO_DATA": data, "REPOSITORY": TestPaths.repository,
    ]
  }

  // MARK: Programs

  /// Runs a program to its end and returns its output.
  ///
  /// - Parameters:
  ///   - code: the exit code expected.
  ///   - within: the time limit, in ms.
  /// - Throws: `RigFailure` where it ends with another code, or not in time.
  @discardableResult
  func run(
    _ program: String, _ arguments: [String], expecting code: Int32 = 0, within: UInt64 = 60_000,
    preload: [String: String] = [:]
  ) throws -> String {
    let output = "\(folder)/out-\(UInt64.random(in: 0...UInt64.max))"
    let child = try ChildProcess.start(
      "\(TestPaths.programs)/\(program)", arguments,
      environment: environment.merging(preload) { $1 }, output: output)
    let ended = try child.wait(within)
    let text = child.text
    try TestFiles.remove(output)
    guard ended == code else {
      throw RigFailure(
        "\(program) \(arguments.joined(separator: " ")) ended with \(ended): \(text)")
    }
    return text
  }

  @discardableResult
  func daemon(_ arguments: [String]) throws -> String { try run("shebaod", arguments) }

  @discardableResult
  func lab(_ arguments: [String]) throws -> String { try run("shebao-lab", arguments) }

  // MARK: Server and sandbox

  /// Sets the options and environment of the server from its next start on.
  func arrange(options: [String] = [], preload: [String: String] = [:]) {
    running.change {
      $0.options = options
      $0.preload = preload
    }
  }

  private func launch() throws -> ChildProcess {
    let (options, preload) = running.look { ($0.options, $0.preload) }
    return try ChildProcess.start(
      "\(TestPaths.programs)/shebaod",
      ["serve", "--data", data, "--keys", keys, "--listen", "127.0.0.1:\(port)"] + options,
      environment: environment.merging(preload) { $1 }, output: folder + "/server.log")
  }

  /// Starts the server, at its former port if it had one, and waits until it serves.
  func startServer() throws {
    let log = folder + "/server.log"
    let start = TestFiles.bytes(log).count
    let child = try launch()
    running.change { $0.server = child }
    let port = try Self.port(of: child, from: start)
    running.change { $0.port = port }
  }

  private static func port(of server: ChildProcess, from start: Int) throws -> UInt16 {
    let line = try server.line(with: " serving ", from: start)
    guard let word = line.split(separator: " ").first(where: { $0.hasPrefix("tls=") }),
      let port = UInt16(word.dropFirst(4))
    else { throw RigFailure("the server names no port: \(line)") }
    return port
  }

  /// Starts a second server on other data; the caller stops it.
  func serve(_ data: String, _ keys: String) throws -> (server: ChildProcess, port: UInt16) {
    let server = try ChildProcess.start(
      "\(TestPaths.programs)/shebaod",
      ["serve", "--data", data, "--keys", keys, "--listen", "127.0.0.1:0"],
      environment: environment, output: data + ".log")
    return (server, try Self.port(of: server, from: 0))
  }

  /// Starts the sandbox and waits until it runs; its partners connect in the background.
  func startSandbox() throws {
    let log = folder + "/sandbox.log"
    let start = TestFiles.bytes(log).count
    let child = try ChildProcess.start(
      "\(TestPaths.programs)/shebao-lab",
      [
        "sandbox", "run", "--server", "127.0.0.1:\(port)", "--ca", authority, "--credentials",
        credentials, "--books", folder + "/books",
      ], environment: environment, output: log)
    running.change { $0.sandbox = child }
    _ = try child.line(with: "running", from: start)
  }

  /// Starts a server that must refuse to serve, and returns its exit code and log.
  func failToStart() throws -> (code: Int32, said: String) {
    let start = TestFiles.bytes(folder + "/server.log").count
    let code = try launch().wait()
    return (
      code,
      String(decoding: TestFiles.bytes(folder + "/server.log").dropFirst(start), as: UTF8.self)
    )
  }

  /// Stops the server with SIGTERM and returns its exit code.
  func stopServer() throws -> Int32 { try ended { try $0.stop() } }

  /// Waits until the server ends by itself and returns its exit code.
  func serverEnds() throws -> Int32 { try ended { try $0.wait() } }

  private func ended(_ wait: (ChildProcess) throws -> Int32) throws -> Int32 {
    guard let server = running.look({ $0.server }) else { throw RigFailure("no server runs") }
    running.change { $0.server = nil }
    return try wait(server)
  }

  func killServer() { running.look { $0.server }?.slay() }
  func killSandbox() { running.look { $0.sandbox }?.slay() }

  /// Stops both programs with SIGTERM.
  ///
  /// - Throws: `RigFailure` where an exit code is not 0.
  func stop() throws {
    let (server, sandbox) = running.look { ($0.server, $0.sandbox) }
    running.change {
      $0.server = nil
      $0.sandbox = nil
    }
    guard let server, let sandbox else { throw RigFailure("server or sandbox does not run") }
    let codes = [try server.stop(), try sandbox.stop()]
    guard codes == [0, 0] else { throw RigFailure("server and sandbox ended with \(codes)") }
  }

  /// Kills both programs where they run, and removes the folder unless `keeping` it to be examined.
  func close(keeping: Bool = false) throws {
    let (server, sandbox) = running.look { ($0.server, $0.sandbox) }
    server?.slay()
    sandbox?.slay()
    if !keeping { try TestFiles.remove(folder) }
  }

  // MARK: Connections

  /// Connects as a clerk, over TLS.
  func connect() throws -> Channel { try connect(port) }

  /// Connects as a clerk to a server at another port.
  func connect(_ port: UInt16) throws -> Channel {
    let context = try TLSContext.client(authorityPEM: TestFiles.bytes(authority))
    return try Channel.connect(
      .tcp(host: "127.0.0.1", port: port),
      tls: TLSClient(context: context, serverName: "127.0.0.1"), hello: Self.hello)
  }

  /// Connects as an officer, through the server's Unix socket.
  func connectOfficer() throws -> Channel {
    try Channel.connect(.unix(path: data + "/officer.sock"), hello: Self.hello)
  }

  private static var hello: Hello {
    Hello(
      software: "acceptance", version: "1", realm: Id128(high: 0, low: 0), schemaHash: .zero,
      serverTimeMs: 0)
  }
}

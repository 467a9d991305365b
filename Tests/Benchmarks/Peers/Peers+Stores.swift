import Foundation
import Glibc

/// The commands measured with Redis.
enum RedisWork: Sendable {
  /// PING: an echo.
  case ping
  /// GET of a value as large as a list of to-dos.
  case get
  /// SET of such a value.
  case setLarge
  /// SET that is on the disk before it is answered (appendfsync always).
  case set

  /// The number of keys: that of the employers of the to-do benchmark.
  static let keys = 5_000

  /// The name of the test in redis-benchmark.
  var name: String {
    switch self {
    case .ping: "ping_mbulk"
    case .get: "get"
    case .set, .setLarge: "set"
    }
  }

  /// The size of a value, in bytes.
  var bytes: Int {
    switch self {
    case .get, .setLarge: 520
    case .ping, .set: 100
    }
  }
}

extension Peers {
  /// Measures Redis with its own benchmark: as many calls under way as ours, on as many
  /// connections.
  func redis(_ work: RedisWork, beside row: String) throws {
    let server = try program("redis-server", of: "redis-server")
    let client = try program("redis-benchmark", of: "redis-tools")
    let probe = try program("redis-cli", of: "redis-tools")
    let port = "\(try PeerProcess.freePort())"
    try withFolder { folder in
      let running = try PeerProcess([
        server, "--port", port, "--bind", "127.0.0.1", "--dir", folder, "--save", "",
        "--appendonly",
        work == .set ? "yes" : "no", "--appendfsync", "always",
      ])
      defer { running.stop() }
      try PeerProcess.waitFor([probe, "-h", "127.0.0.1", "-p", port, "PING"])
      let connections = work == .set ? 4 : 1
      let load = { (work: RedisWork, count: Int) in
        try Self.redisRate([
          client, "-h", "127.0.0.1", "-p", port, "-t", work.name, "-c", "\(connections)", "-P",
          "\(max(1, options.inFlight / connections))", "-r", "\(RedisWork.keys)", "-d",
          "\(work.bytes)", "-n", "\(count)", "--csv",
        ])
      }
      // Keys are random: after ten sets for each, all but a few have a value.
      if work == .get { _ = try load(.setLarge, 10 * RedisWork.keys) }
      // redis-benchmark takes a number of calls: a short run tells how many fill our seconds.
      let count = max(10_000, min(50_000_000, Int(try load(work, 20_000) * options.seconds)))
      let runs = try runs(running) {
        let rate = try load(work, count)
        return (Double(count), Double(count) / rate)
      }
      BenchReport.peer("redis \(work) \(options.inFlight) in flight", runs: runs, beside: row)
    }
  }

  /// Runs redis-benchmark and returns calls a second, from a line such as "SET","32873.11",…
  private static func redisRate(_ words: [String]) throws -> Double {
    guard let said = try PeerProcess.said(by: words, within: 300) else {
      throw BenchFailure("redis-benchmark failed")
    }
    for line in said.split(separator: "\n").reversed() {
      let cells = line.split(separator: ",").map { $0.filter { $0 != "\"" } }
      if cells.count > 1, let rate = Double(cells[1]), rate > 0 { return rate }
    }
    throw BenchFailure("redis-benchmark said: \(said)")
  }

  /// Measures PostgreSQL with pgbench: a payment as a transaction of six statements with a durable
  /// commit.
  func postgres(beside row: String) throws {
    let folderOfPrograms = try Self.postgresPrograms()
    let clients = 32
    let files = FileManager.default.currentDirectoryPath + "/Tests/Benchmarks/Peers/Sources"
    try withFolder { folder in
      let user = try Self.serverUser(owning: folder)
      let (data, port) = (folder + "/data", "\(try PeerProcess.freePort())")
      try Self.must(
        user + [
          folderOfPrograms + "/initdb", "-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8",
          "--locale=C",
        ])
      let settings = [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=512MB",
        "max_wal_size=4GB", "fsync=on", "synchronous_commit=on",
      ]
      let running = try PeerProcess(
        user + [folderOfPrograms + "/postgres", "-D", data, "-p", port]
          + settings.flatMap { ["-c", $0] })
      // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for its clients.
      defer { running.stop(SIGINT) }
      let whom = ["-h", "127.0.0.1", "-p", port, "-U", "bench"]
      try PeerProcess.waitFor([folderOfPrograms + "/pg_isready"] + whom)
      try Self.must(
        [folderOfPrograms + "/psql"] + whom + [
          "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "-f", files + "/payment_tables.sql",
        ])
      let load =
        [folderOfPrograms + "/pgbench"] + whom + [
          "-n", "-M", "prepared", "-c", "\(clients)", "-j", "\(Machine.cores)", "-T",
          "\(max(1, Int(options.seconds)))", "-f", files + "/payment.sql", "postgres",
        ]
      let runs = try runs(running) { try Self.transactions(load) }
      BenchReport.peer("postgresql payment, \(clients) clients", runs: runs, beside: row)
    }
  }

  private static func transactions(_ words: [String]) throws -> (done: Double, seconds: Double) {
    guard let said = try PeerProcess.said(by: words, within: 300) else {
      throw BenchFailure("pgbench failed")
    }
    func number(after label: String) -> Double? {
      said.split(separator: "\n").first { $0.hasPrefix(label) }?
        .dropFirst(label.count).split(whereSeparator: { $0 == " " || $0 == "/" }).first
        .flatMap { Double($0) }
    }
    guard let done = number(after: "number of transactions actually processed:"),
      let rate = number(after: "tps ="), rate > 0
    else { throw BenchFailure("pgbench said: \(said)") }
    return (done, done / rate)
  }

  /// Finds PostgreSQL's programs: Debian has each version's in a folder outside PATH.
  private static func postgresPrograms() throws -> String {
    let root = "/usr/lib/postgresql"
    let manager = FileManager.default
    let versions =
      manager.fileExists(atPath: root) ? try manager.contentsOfDirectory(atPath: root) : []
    let folders = versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" }
    let found = folders.first { folder in
      ["initdb", "postgres", "psql", "pgbench", "pg_isready"].allSatisfy {
        manager.isExecutableFile(atPath: "\(folder)/\($0)")
      }
    }
    guard let found else {
      throw BenchFailure("peer absent: no PostgreSQL here; ./dev bench --peers installs postgresql")
    }
    return found
  }

  /// Returns the command prefix for PostgreSQL's programs: as root, which PostgreSQL refuses, they
  /// run as the user of its package.
  private static func serverUser(owning folder: String) throws -> [String] {
    guard geteuid() == 0 else { return [] }
    guard let step = PeerProcess.find("setpriv"), let chown = PeerProcess.find("chown") else {
      throw BenchFailure("peer absent: PostgreSQL needs setpriv to leave root")
    }
    try must([chown, "postgres:", folder])
    return [step, "--reuid=postgres", "--regid=postgres", "--clear-groups"]
  }

  private static func must(_ words: [String]) throws {
    guard try PeerProcess.said(by: words) != nil else { throw BenchFailure("failed: \(words)") }
  }
}

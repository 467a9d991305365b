import Glibc
import Protocol
import TLS
import Transport

/// The main thread's side of a load: opens connections, runs plans, and reads processor clocks.
final class LoadDriver {
  private let loop: Loop<LoadLoop>
  private let state = Lock(LoadState())
  private let bell = Doorbell()
  private let server: ServerProcess

  init(_ server: ServerProcess) {
    self.server = server
    loop = Loop<LoadLoop>()
    loop.start(name: "load", delegate: LoadLoop(loop: loop, state: state, bell: bell))
  }

  /// Stops the load's thread and closes its connections.
  func stop() {
    loop.stop()
    loop.join()
  }

  /// Opens connections: on plain loopback, over TLS, or on the officers' socket.
  func connect(_ count: Int, to way: LoadTarget) throws {
    let before = state.withLock { $0.connected }
    for _ in 0..<count { loop.post(.connect(way)) }
    try wait("connections", 10) { $0.connected >= before + count }
  }

  var plain: LoadTarget { LoadTarget(endpoint: .tcp(host: "127.0.0.1", port: server.plain)) }
  var officer: LoadTarget { LoadTarget(endpoint: .unix(path: server.socket)) }

  func tls(role: String? = nil, name: String = "") throws -> LoadTarget {
    let authority = try server.bytes(server.keys + "/ca.pem")
    var pair: (certificate: [UInt8], key: [UInt8])?
    if let role { pair = try server.credential(role: role, name: name) }
    let context = try TLSContext.client(
      authorityPEM: authority, certificatePEM: pair?.certificate, privateKeyPEM: pair?.key)
    return LoadTarget(
      endpoint: .tcp(host: "127.0.0.1", port: server.tls),
      tls: TLSClient(context: context, serverName: "127.0.0.1"))
  }

  /// Connects the `LoadBank`.
  func connectBank(_ number: BankNumber) throws {
    loop.post(.bank(try tls(role: "bank", name: "\(number)")))
    try wait("the bank", 10) { $0.isBankReady }
  }

  /// Runs a plan and returns its figures. An open loop is woken from here every millisecond.
  func run(_ plan: LoadPlan) throws -> Figures {
    state.withLock { $0.outcome = nil }
    let before = clocks
    loop.post(.run(plan))
    if plan.rate != nil { pace(plan) }
    try wait("the end of a run", plan.seconds + 120) { $0.outcome != nil }
    var figures = try need(state.withLock { $0.outcome }, "the load has no outcome")
    figures.setClocks(from: before, to: clocks)
    figures.residentMiB = Machine.residentMiB(server.pid)
    return figures
  }

  /// A reading of the processor seconds.
  var clocks: Figures.Clocks {
    Figures.Clocks(
      server: Machine.cpuSeconds(server.pid), client: Machine.cpuSeconds(getpid()),
      busy: Machine.busySeconds)
  }

  /// Returns the last durable operation, and the last one in the books.
  func marks() throws -> (durable: UInt64, books: UInt64) {
    let counters = Lock([String: UInt64]())
    _ = try run(LoadPlan(workload: { CountersWorkload(counters) }, inFlight: 1, seconds: 5))
    let found = counters.withLock { $0 }
    return (try need(found["durable"], "no counter"), try need(found["books"], "no counter"))
  }

  /// Blocks the calling thread.
  func rest(seconds: Double) {
    Doorbell().sleep(timeoutMilliseconds: Int32(seconds * 1_000), unless: { false })
  }

  private func pace(_ plan: LoadPlan) {
    while state.withLock({ $0.outcome == nil && $0.failure == nil }) {
      loop.post(.tick)
      rest(seconds: 0.001)
    }
  }

  private func wait(
    _ what: String, _ seconds: Double, until isReady: (LoadState) -> Bool
  ) throws {
    let end = MonotonicClock.nanoseconds() + UInt64(seconds * 1e9)
    while true {
      let now = state.withLock { $0 }
      if let failure = now.failure { throw BenchFailure(failure) }
      if isReady(now) { return }
      guard MonotonicClock.nanoseconds() < end else { throw BenchFailure("timed out: \(what)") }
      bell.sleep(timeoutMilliseconds: 100, unless: { isReady(state.withLock { $0 }) })
    }
  }
}

import Crypto
import Glibc
import Protocol
import TLS
import Testing

@testable import Transport

/// Methods of the echo server.
enum EchoMethod {
  /// Answers with the body.
  static let echo: UInt16 = 1
  /// Answers when `release` is posted.
  static let hold: UInt16 = 2
  /// Sends `body[0]` items of one byte, as credit allows.
  static let count: UInt16 = 3
  /// Answers with 64 KiB for each byte of the body.
  static let blow: UInt16 = 4
  /// Sends 1,000 × `body[0]` items of 1,000 bytes, as credit allows.
  static let flood: UInt16 = 5
}

func testHello(_ software: String = "test", credit: UInt32 = Limits.initialCredit) -> Hello {
  Hello(
    software: software, version: "1", realm: Id128(high: 7, low: 9), schemaHash: .zero,
    serverTimeMs: 1_795_392_000_000, initialCredit: credit)
}

/// Events recorded by the echo server, for tests to wait on.
struct EchoRecord {
  var opened: [Peer] = []
  var closed: [CloseReason] = []
  var refused: [CloseReason] = []
  var requests = 0
  var turns = 0
  var isPaused = false
  var drainedCut: Int?
}

/// The delegate of the echo server's loop.
final class EchoServer: LoopDelegate {
  enum Mail: Sendable { case release, pause }

  private struct ItemStream {
    let connection: ConnectionID
    let stream: UInt64
    let size: Int
    var left: Int
  }

  private let loop: Loop<EchoServer>
  private let seen: Monitor<EchoRecord>
  private var waiting: [(ConnectionID, UInt64)] = []
  private var streams: [ItemStream] = []

  init(loop: Loop<EchoServer>, seen: Monitor<EchoRecord>) {
    self.loop = loop
    self.seen = seen
  }

  func helloForAccepted() -> Hello { testHello("echo") }
  func opened(_ connection: ConnectionID, peer: Peer) { seen.change { $0.opened.append(peer) } }

  func received(_ connection: ConnectionID, _ event: ConnectionEvent) {
    switch event {
    case .request(let request): answer(connection, request)
    case .creditGranted: pump()
    case .opened, .item, .heartbeat, .response, .cancelled, .goneAway, .pong, .drained, .ended:
      break
    }
  }

  private func answer(_ connection: ConnectionID, _ request: InboundRequest) {
    let stream = request.stream
    switch request.method {
    case EchoMethod.hold:
      waiting.append((connection, stream))
      seen.change { $0.requests += 1 }
    case EchoMethod.count:
      let left = Int(request.body[0])
      streams.append(ItemStream(connection: connection, stream: stream, size: 1, left: left))
      pump()
    case EchoMethod.flood:
      let left = Int(request.body[0]) * 1_000
      streams.append(ItemStream(connection: connection, stream: stream, size: 1_000, left: left))
      pump()
      seen.change { $0.requests += 1 }
    case EchoMethod.blow:
      let body = [UInt8](repeating: 7, count: request.body.count << 16)
      loop.respond(connection, stream: stream, body: body)
      seen.change { $0.requests += 1 }
    default: loop.respond(connection, stream: stream, body: request.body)
    }
  }

  private func pump() {
    for place in streams.indices {
      let stream = streams[place]
      while streams[place].left > 0,
        loop.item(
          stream.connection, stream: stream.stream,
          body: [UInt8](
            repeating: UInt8(truncatingIfNeeded: streams[place].left), count: stream.size))
      {
        streams[place].left -= 1
      }
      if streams[place].left == 0 { loop.respond(stream.connection, stream: stream.stream) }
    }
    streams.removeAll { $0.left == 0 }
  }

  func mail(_ mail: [Mail]) {
    for one in mail {
      switch one {
      case .release:
        for (connection, stream) in waiting { loop.respond(connection, stream: stream, body: [1]) }
        waiting = []
      case .pause:
        loop.pauseReading()
        seen.change { $0.isPaused = true }
      }
    }
  }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    seen.change { $0.closed.append(reason) }
  }

  func refused(_ peer: Peer, _ reason: CloseReason) {
    seen.change { $0.refused.append(reason) }
  }

  func turnEnded() { seen.look { $0.turns += 1 } }
  func drained(cut: Int) { seen.change { $0.drainedCut = cut } }
}

/// An echo server on a free port of the loopback, with its own thread.
final class EchoRig: Sendable {
  let loop: Loop<EchoServer>
  let seen = Monitor(EchoRecord())
  let port: UInt16
  let endpoint: Endpoint

  init(
    settings: LoopSettings = LoopSettings(), tls: TLSContext? = nil, path: String? = nil
  ) throws {
    loop = Loop(settings: settings)
    if let path {
      endpoint = .unix(path: path)
      port = try loop.listen(endpoint)
    } else {
      port = try loop.listen(.tcp(host: "127.0.0.1", port: 0), tls: tls)
      endpoint = .tcp(host: "127.0.0.1", port: port)
    }
    loop.start(name: "echo", delegate: EchoServer(loop: loop, seen: seen))
  }

  /// Waits until a turn of the loop has begun and ended after this call.
  func turn() {
    let before = seen.look { $0.turns }
    while seen.look({ $0.turns }) < before + 2 {
      loop.wake()
      sched_yield()
    }
  }

  func stop() {
    loop.stop()
    loop.join()
  }

  /// Blocks until `body` has a value for the record, at most 20 s.
  func wait<Result: Sendable>(_ body: (EchoRecord) -> Result?) -> Result? {
    seen.wait(until: MonotonicClock.milliseconds() + 20_000) { body($0) }
  }
}

/// A clock that tests advance, ms.
final class TestClock: Sendable {
  private let time = Lock(UInt64(1_000_000))
  var now: UInt64 { time.withLock { $0 } }
  func advance(_ milliseconds: UInt64) { time.withLock { $0 += milliseconds } }
}

/// An authority with a server's and a bank's credential.
struct TestAuthority: Sendable {
  static let today: Int64 = 1_795_392_000_000
  let authority: CertificateAuthority
  let server: CertificateAuthority.Issued
  let bank: CertificateAuthority.Issued

  init() throws {
    authority = try .create(name: "office", years: 10, now: Self.today)
    server = try authority.issue(
      commonName: "shebaod", organizationalUnit: "server", hosts: ["127.0.0.1"], days: 365,
      now: Self.today, serial: [UInt8](repeating: 1, count: 16))
    bank = try authority.issue(
      commonName: "工商银行", organizationalUnit: "bank", days: 365, now: Self.today,
      serial: [UInt8](repeating: 2, count: 16))
  }

  var settings: LoopSettings {
    var settings = LoopSettings()
    settings.certificateTime = { Self.today }
    return settings
  }

  func serverContext() throws -> TLSContext {
    try .server(
      certificateChainPEM: server.certificatePEM, privateKeyPEM: server.privateKeyPEM,
      clientAuthorityPEM: authority.certificatePEM())
  }

  func client(name: String = "127.0.0.1", trusting other: TestAuthority? = nil) throws -> TLSClient
  {
    TLSClient(
      context: try .client(
        authorityPEM: (other ?? self).authority.certificatePEM(),
        certificatePEM: bank.certificatePEM, privateKeyPEM: bank.privateKeyPEM),
      serverName: name)
  }
}

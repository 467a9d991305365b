public import Protocol

/// A blocking client: one connection for calls from any thread, several at a time.
///
/// A caller waits on a condition variable. The connection keeps the deadlines: each call that was
/// sent gets an answer, from the server or, when its time ran out or the connection is lost, from
/// this side, with an error that says what may have been done.
public final class Channel: Sendable {
  /// Time for a connection to open, HELLO included, ms.
  public static let connectTimeoutMs: UInt64 = 10_000

  private let core: ChannelCore
  private let loop: ChannelLoop
  private let ownsLoop: Bool
  private let window: UInt32
  /// The server's HELLO: realm, real time, limits.
  public let serverHello: Hello
  /// The server, as far as the transport proves its identity.
  public let peer: Peer

  private init(
    core: ChannelCore, loop: ChannelLoop, ownsLoop: Bool, window: UInt32, hello: Hello, peer: Peer
  ) {
    self.core = core
    self.loop = loop
    self.ownsLoop = ownsLoop
    self.window = window
    serverHello = hello
    self.peer = peer
  }

  /// Connects, and blocks until the server's HELLO came. `loop` may serve many channels; without
  /// one, the channel has its own.
  ///
  /// - Throws: `connect` with the cause for the user; `closed(.stopped)` when `shared` has ended.
  public static func connect(
    _ endpoint: Endpoint, tls: TLSClient? = nil, hello: Hello, on shared: ChannelLoop? = nil,
    limits: ConnectionLimits = ConnectionLimits(), timeoutMs: UInt64 = connectTimeoutMs
  ) throws(ChannelFailure) -> Channel {
    let addresses: Addresses
    do throws(ConnectFailure) {
      addresses = try Addresses(resolving: endpoint)
    } catch {
      throw .connect(error)
    }
    let loop = shared ?? ChannelLoop()
    let core = ChannelCore()
    guard loop.loop.post(.connect(core, addresses, tls, hello, limits)) else {
      throw .closed(.stopped)
    }
    let deadline = MonotonicClock.milliseconds() + timeoutMs
    let answer = core.progress.wait(until: deadline) {
      progress -> Result<(Hello, Peer), CloseReason>? in
      if let hello = progress.hello, let peer = progress.peer { return .success((hello, peer)) }
      return progress.end.map { .failure($0) }
    }
    switch answer {
    case .success(let (server, peer)):
      return Channel(
        core: core, loop: loop, ownsLoop: shared == nil, window: hello.initialCredit,
        hello: server, peer: peer)
    case .failure(let reason):
      if shared == nil { loop.stop() }
      throw .connect(failure(reason))
    case nil:
      if shared == nil { loop.stop() } else { loop.loop.post(.close(core)) }
      throw .connect(.timedOut)
    }
  }

  private static func failure(_ reason: CloseReason) -> ConnectFailure {
    switch reason {
    case .connect(let failure): failure
    case .tls(let failure): .tls(failure)
    case .handshakeTimeout: .timedOut
    case .ended(let reason): .ended(reason)
    case .broken: .ended(.lost)
    case .foreignUser: .denied
    case .stopped: .ended(.lost)
    }
  }

  /// The cause of the end; nil while the channel is open.
  public var end: CloseReason? { core.progress.look { $0.end } }

  deinit { close() }

  /// Sends a call and blocks until its end. `timeoutMs` 0 means the protocol's default.
  ///
  /// - Throws: `refused` when nothing was sent; `closed` when the whole channel ended with the
  ///   call, whose outcome is then unknown.
  public func call(
    method: UInt16, meta: Meta? = nil, body: [UInt8], timeoutMs: UInt32 = 0
  ) throws(ChannelFailure) -> ChannelReply {
    try start(method: method, meta: meta, body: body, timeoutMs: timeoutMs).wait()
  }

  /// Sends a call without waiting; `ChannelCall.wait` blocks for its end. The calls of one thread
  /// leave in the order in which it starts them.
  public func start(
    method: UInt16, meta: Meta? = nil, body: [UInt8], timeoutMs: UInt32 = 0
  ) -> ChannelCall {
    ChannelCall(
      channel: self,
      exchange: begin(
        OutgoingCall(
          method: method, meta: meta, body: body, timeoutMs: timeoutMs, isStreaming: false)))
  }

  /// Opens a stream, whose items `ChannelStream.next` returns. `timeoutMs` 0 means no limit for the
  /// whole stream.
  public func stream(
    method: UInt16, meta: Meta? = nil, body: [UInt8], timeoutMs: UInt32 = 0
  ) -> ChannelStream {
    let exchange = begin(
      OutgoingCall(method: method, meta: meta, body: body, timeoutMs: timeoutMs, isStreaming: true))
    return ChannelStream(channel: self, exchange: exchange, window: max(1, window))
  }

  private func begin(_ call: OutgoingCall) -> Exchange {
    let exchange = Exchange(call)
    // On a channel that has ended nothing is sent: the call is refused, its outcome is not unknown.
    let hasEnded = core.progress.look { $0.end } != nil
    if hasEnded || !loop.loop.post(.call(core, exchange)) {
      exchange.finish(.failure(.refused(.closed)))
    }
    return exchange
  }

  /// Closes the connection; running calls end with an error. A second call has no effect.
  public func close() {
    loop.loop.post(.close(core))
    guard ownsLoop else { return }
    loop.stop()
  }

  func cancel(_ exchange: Exchange) { loop.loop.post(.cancel(core, exchange)) }

  func grant(_ exchange: Exchange, items: UInt32) {
    loop.loop.post(.grant(core, exchange, items: items))
  }
}

internal import CLinux
internal import Glibc
public import Protocol
public import TLS

/// A network event loop: one thread with one epoll set, for servers and clients alike.
///
/// `start` runs it on a thread of its own. Any thread may call `listen`, `post`, `resumeReading`,
/// `drain`, `stop`, `join` and `wake`; everything else is for the delegate, on the loop's thread.
@safe
public final class Loop<Delegate: LoopDelegate>: @unchecked Sendable {
  // Proof of @unchecked: `commands` and `pendingMail` are locked; `reactor` and `delegate` are
  // touched on the loop's thread only; `start` sets them up before that thread runs.
  let reactor: Reactor
  private let commands = ReactorCommandQueue()
  private let pendingMail = Lock(PendingMail())
  private let running = Lock(Running())
  private var delegate: Delegate?

  private struct PendingMail {
    var waiting: [Delegate.Mail] = []
    var isClosed = false
  }

  private struct Running {
    var thread: WorkerThread?
    var listeners = 0
  }

  /// The limits and the clock.
  public let settings: LoopSettings

  /// A loop that is idle until `start`.
  public init(settings: LoopSettings = LoopSettings()) {
    self.settings = settings
    reactor = Reactor(settings: settings, commands: commands)
  }

  // MARK: any thread

  /// Starts the thread. The loop releases the delegate, which usually refers back to it, when the
  /// thread ends.
  public func start(name: String, delegate: sending Delegate) {
    self.delegate = delegate
    reactor.owner = self
    let thread = WorkerThread(name: name) { [self] in
      reactor.run()
      reactor.owner = nil
      self.delegate = nil
    }
    running.withLock { $0.thread = thread }
  }

  /// Queues one message for the delegate and wakes the loop; false once the loop has ended.
  @discardableResult
  public func post(_ mail: Delegate.Mail) -> Bool { post(contentsOf: [mail]) }

  /// Queues several messages under one lock, with one wake-up.
  @discardableResult
  public func post(contentsOf mail: [Delegate.Mail]) -> Bool {
    let isTaken = pendingMail.withLock { pending in
      guard !pending.isClosed else { return false }
      if pending.waiting.isEmpty { pending.waiting = mail } else { pending.waiting += mail }
      return true
    }
    if isTaken { commands.doorbell.ring() }
    return isTaken
  }

  /// Opens a listener and returns its port (0 for a Unix socket); it accepts once the loop runs.
  ///
  /// TCP without TLS is for loopback only. A Unix socket gets mode 0600 before its path exists, and
  /// admits only `user` (nil: the process's own); whether an existing path is stale is the caller's
  /// decision. `sharedPort` lets several loops listen on one port (SO_REUSEPORT).
  ///
  /// - Throws: `inUse` for a path or port that is taken, `address` for a host that is no numeric
  ///   address, `plainOffLoopback`, `tooMany` above `listenersMax`, and `denied` or `system` for
  ///   the errno of socket(2), bind(2) or listen(2).
  @discardableResult
  public func listen(
    _ endpoint: Endpoint, tls: TLSContext? = nil, user: UInt32? = nil, sharedPort: Bool = false
  ) throws(ListenFailure) -> UInt16 {
    let listener = try ListeningSocket.open(endpoint, isPlain: tls == nil, sharedPort: sharedPort)
    let isTaken = running.withLock { running in
      guard running.listeners < settings.listenersMax else { return false }
      running.listeners += 1
      return true
    }
    guard isTaken else { throw .tooMany(limit: settings.listenersMax) }
    let port = listener.port
    let onlyUser = listener.isUnix ? user ?? geteuid() : nil
    commands.post(.listen(fd: listener.handOver(), tls, onlyUser: onlyUser))
    return port
  }

  /// Ends `pauseReading`.
  public func resumeReading() { commands.post(.resume) }

  /// Stops accepting, sends GOAWAY, lets running calls finish for `graceMs`, then cuts the
  /// remaining connections; the delegate's `drained` follows.
  public func drain(graceMs: UInt32) { commands.post(.drain(graceMs: graceMs)) }

  /// Closes everything and ends the thread.
  public func stop() { commands.post(.stop) }

  /// Makes the loop read its clock again; for tests with a clock of their own.
  public func wake() { commands.post(.look) }

  /// Blocks until the thread has ended.
  public func join() {
    running.withLock { $0.thread }?.join()
  }

  // MARK: the loop's thread

  /// Time of the current turn: ms of the settings' clock.
  public var now: UInt64 { reactor.now }

  /// Open connections of both directions, including those whose end is not yet reported.
  public var connectionCount: Int { reactor.socketCount }

  /// Starts an outgoing connection; `opened` or `closed` follows, never inside this call. Plain
  /// text only to loopback and Unix sockets. The host must be numeric: a name ends as
  /// `connect(.name)`.
  public func connect(
    _ endpoint: Endpoint, tls: TLSClient? = nil, hello: Hello, limits: ConnectionLimits? = nil
  ) -> ConnectionID {
    connect(Addresses(numeric: endpoint), tls: tls, hello: hello, limits: limits)
  }

  /// Starts an outgoing connection to addresses that another thread resolved.
  public func connect(
    _ addresses: Addresses, tls: TLSClient? = nil, hello: Hello, limits: ConnectionLimits? = nil
  ) -> ConnectionID {
    reactor.connect(
      addresses.list, tls: tls, hello: hello, limits: limits ?? settings.connection)
  }

  /// Stops reading all connections, because the work queue is full; the kernel's full buffers then
  /// slow the peers down. A peer that sent something meanwhile is not judged by its silence.
  public func pauseReading() { reactor.isPaused = true }

  /// Returns the peer of a connection; nil once it is gone.
  public func peer(_ connection: ConnectionID) -> Peer? { reactor.find(connection)?.peer }

  /// Whether more output may be queued on this connection: false while more than `softOutputBytes`
  /// wait, and then `outputDrained` follows. True for a connection that is gone.
  public func takesMore(_ connection: ConnectionID) -> Bool {
    guard let socket = reactor.find(connection), socket.pending > settings.softOutputBytes else {
      return true
    }
    socket.wantsRoom = true
    reactor.touch(socket)
    return false
  }

  /// Calls `body` with the protocol state of a connection. Its output leaves at the end of the
  /// turn. Nil when the connection is gone.
  ///
  /// - Throws: only what `body` throws.
  public func with<Result, Failure: Error>(
    _ connection: ConnectionID, _ body: (inout Connection) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard let socket = reactor.find(connection) else { return nil }
    reactor.touch(socket)
    return try body(&socket.connection)
  }
}

extension Loop: ReactorOwner {
  func helloForAccepted() -> Hello {
    // Only the running loop accepts, and `start` sets the delegate before it runs.
    guard let delegate else { preconditionFailure("accepted before start") }
    return delegate.helloForAccepted()
  }

  func opened(_ connection: ConnectionID, peer: Peer) { delegate?.opened(connection, peer: peer) }

  func received(_ connection: ConnectionID, _ event: ConnectionEvent) {
    delegate?.received(connection, event)
  }

  func outputDrained(_ connection: ConnectionID) { delegate?.outputDrained(connection) }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    delegate?.closed(connection, reason)
  }

  func refused(_ peer: Peer, _ reason: CloseReason) { delegate?.refused(peer, reason) }
  func turnEnded() { delegate?.turnEnded() }
  func drained(cut: Int) { delegate?.drained(cut: cut) }

  var hasMail: Bool { pendingMail.withLock { !$0.waiting.isEmpty } }

  func deliverMail(andClose isLast: Bool) {
    let taken = pendingMail.withLock { pending in
      var taken: [Delegate.Mail] = []
      swap(&taken, &pending.waiting)
      pending.isClosed = isLast
      return taken
    }
    if !taken.isEmpty { delegate?.mail(taken) }
  }
}

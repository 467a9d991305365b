internal import CLinux
internal import Glibc
public import Protocol
public import TLS

/// One epoll thread with its sockets, for servers and clients alike.
///
/// `start` runs it on a thread of its own. From any thread: `listen`, `post`, `resumeReading`,
/// `drain`, `stop`, `join`. From the delegate, on the loop's thread: everything else.
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

  /// Limits and clock of this loop.
  public let settings: LoopSettings

  /// A loop that does nothing before `start`.
  public init(settings: LoopSettings = LoopSettings()) {
    self.settings = settings
    reactor = Reactor(settings: settings, commands: commands)
  }

  // MARK: any thread

  /// Starts the thread. The delegate, which usually holds this loop, is let go when it ends.
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

  /// Leaves mail for the delegate and wakes the loop; false once the loop has ended.
  @discardableResult
  public func post(_ mail: Delegate.Mail) -> Bool { post(contentsOf: [mail]) }

  /// The same for several, under one lock and with one ring.
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

  /// Opens a listener; it accepts once the loop runs. Returns the port (0 for a Unix socket).
  ///
  /// TCP without TLS is for loopback only. A Unix socket gets mode 0600 before its path exists, and
  /// admits only `user` (nil: the process's own); a path that exists is `inUse`, the caller decides
  /// whether it is stale. `sharedPort` lets several loops listen on one port (SO_REUSEPORT).
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

  /// Reads on after `pauseReading`.
  public func resumeReading() { commands.post(.resume) }

  /// Stops accepting, says GOAWAY, lets running calls finish for `graceMs`, cuts what is left;
  /// `drained` follows.
  public func drain(graceMs: UInt32) { commands.post(.drain(graceMs: graceMs)) }

  /// Closes everything and ends the thread.
  public func stop() { commands.post(.stop) }

  /// Has the loop look at its clock again; for tests with a clock of their own.
  public func wake() { commands.post(.look) }

  /// Blocks until the thread has ended.
  public func join() {
    running.withLock { $0.thread }?.join()
  }

  // MARK: the loop's thread

  /// The turn's time, ms of the settings' clock.
  public var now: UInt64 { reactor.now }

  /// Connections of both directions, those about to be reported as closed included.
  public var connectionCount: Int { reactor.socketCount }

  /// Starts an outgoing connection; `opened` or `closed` follows, never inside this call. Plain
  /// text only to loopback and Unix sockets. A host that is a name must have been resolved before:
  /// it fails here as `name`.
  public func connect(
    _ endpoint: Endpoint, tls: TLSClient? = nil, hello: Hello, limits: ConnectionLimits? = nil
  ) -> ConnectionID {
    connect(Addresses(numeric: endpoint), tls: tls, hello: hello, limits: limits)
  }

  /// The same with addresses that another thread resolved.
  public func connect(
    _ addresses: Addresses, tls: TLSClient? = nil, hello: Hello, limits: ConnectionLimits? = nil
  ) -> ConnectionID {
    reactor.connect(
      addresses.list, tls: tls, hello: hello, limits: limits ?? settings.connection)
  }

  /// Reads no connection any more, since the desk is full; the kernel's buffers then slow the peers
  /// down. Connections that had something are told that their silence proves nothing.
  public func pauseReading() { reactor.isPaused = true }

  /// Who is at the other end; nil once it is gone.
  public func peer(_ connection: ConnectionID) -> Peer? { reactor.find(connection)?.peer }

  /// Whether a feed of this connection may go on. Where it may not, since more than
  /// `softOutputBytes` wait, the delegate's `hasRoom` follows. A connection that is gone has room.
  public func takesMore(_ connection: ConnectionID) -> Bool {
    guard let socket = reactor.find(connection), socket.pending > settings.softOutputBytes else {
      return true
    }
    socket.wantsRoom = true
    reactor.touch(socket)
    return false
  }

  /// Works on the protocol's state of a connection: any call of `Connection`. What it queues leaves
  /// at the end of the turn. Nil when the connection is gone.
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

  func hasRoom(_ connection: ConnectionID) { delegate?.hasRoom(connection) }

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

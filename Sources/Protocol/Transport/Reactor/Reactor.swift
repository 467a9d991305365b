internal import CLinux
internal import Protocol
internal import TLS

/// The owner's side of a reactor; all calls come on its thread.
protocol ReactorOwner: AnyObject {
  func helloForAccepted() -> Hello
  func opened(_ connection: ConnectionID, peer: Peer)
  func received(_ connection: ConnectionID, _ event: ConnectionEvent)
  func outputDrained(_ connection: ConnectionID)
  func closed(_ connection: ConnectionID, _ reason: CloseReason)
  func refused(_ peer: Peer, _ reason: CloseReason)
  func turnEnded()
  func drained(cut: Int)
  func deliverMail(andClose isLast: Bool)
  var hasMail: Bool { get }
}

/// The epoll loop of one thread: it owns its sockets, and shares only `commands` with other
/// threads.
///
/// A turn: wait → act on ready sockets → commands and mail → timeouts → report closed connections →
/// `turnEnded` → write once to each connection that has output.
@safe
final class Reactor {
  static let bellToken = UInt64.max
  static let listenerBit: UInt64 = 1 << 63

  let settings: LoopSettings
  let commands: ReactorCommandQueue
  /// Strong, because a weak reference costs atomic operations for every event. Set at the start of
  /// the thread and cleared at its end.
  var owner: (any ReactorOwner)?
  var poller = Poller()
  /// The turn's time, ms.
  var now: UInt64

  var sockets: [SocketConnection?] = []
  var generations: [UInt32] = []
  var freeSlots: [Int] = []
  var socketCount = 0
  let admission: ConnectionAdmission
  var listeners: [Int32: ListenerState] = [:]
  var nextListener: Int32 = 0
  var acceptAgainAt: UInt64?

  /// Connections touched in this turn; see `touch`.
  var touched: [SocketConnection] = []
  var doomed: [SocketConnection] = []
  var parked: [SocketConnection] = []
  /// Connections whose delegate waits for room, and that have it.
  var relieved: [SocketConnection] = []
  var isPaused = false
  var nextDue = UInt64.max
  var drainEnd: UInt64?
  var drainCut = 0
  var isStopped = false

  var events: [ConnectionEvent] = []
  let buffer: UnsafeMutableBufferPointer<UInt8>
  var plain: [UInt8] = []
  var spare: [UInt8] = []

  init(settings: LoopSettings, commands: ReactorCommandQueue) {
    self.settings = settings
    self.commands = commands
    admission = settings.admission ?? ConnectionAdmission(settings)
    now = settings.clock()
    unsafe buffer = .allocate(capacity: 64 << 10)
    // Read only as far as the kernel has filled it. Initialized all the same, so that it always
    // holds values.
    unsafe buffer.initialize(repeating: 0)
    let result = poller.add(commands.doorbell.descriptor, Poller.read, token: Self.bellToken)
    precondition(result >= 0, "epoll_ctl: errno \(-result)")
  }

  deinit {
    unsafe buffer.deallocate()
  }

  /// Runs turns until `stop`.
  func run() {
    while !isStopped { turn() }
    owner?.deliverMail(andClose: true)
    for socket in sockets { if let socket { end(socket, .stopped) } }
    reap()
    listeners.removeAll()
  }

  /// Runs one turn.
  func turn() {
    commands.doorbell.announceSleep()
    let count = waitForWork()
    var isRung = false
    for place in 0..<count where poller.ready[place].token == Self.bellToken { isRung = true }
    commands.doorbell.wakeUp(isRung: isRung)
    now = max(now, settings.clock())
    reap()
    for place in 0..<count {
      let ready = poller.ready[place]
      act(on: ready.token, ready.events)
    }
    for command in commands.removeAll() { perform(command) }
    if let owner, owner.hasMail { owner.deliverMail(andClose: false) }
    checkDeadlines()
    reap()
    reportRoom()
    owner?.turnEnded()
    flushTouched()
    finishDrain()
  }

  private func waitForWork() -> Int {
    if hasWork { return poller.wait(timeout: 0) }
    let due = min(nextDue, drainEnd ?? .max, acceptAgainAt ?? .max)
    if settings.spinMicroseconds > 0 {
      let end = MonotonicClock.nanoseconds() + UInt64(settings.spinMicroseconds) * 1_000
      while MonotonicClock.nanoseconds() < end {
        let count = poller.wait(timeout: 0)
        if count > 0 || hasWork { return count }
      }
    }
    guard due != .max else { return poller.wait(timeout: -1) }
    return poller.wait(timeout: Int32(clamping: due - min(due, settings.clock())))
  }

  private var hasWork: Bool {
    !doomed.isEmpty || !touched.isEmpty || !relieved.isEmpty || commands.hasWork
      || owner?.hasMail ?? false
  }

  private func act(on token: UInt64, _ ready: UInt32) {
    if token == Self.bellToken { return }
    if token & Self.listenerBit != 0 {
      return accept(from: Int32(truncatingIfNeeded: token & 0xffff_ffff))
    }
    // A connection that ended in this turn has another generation.
    guard let socket = find(ConnectionID(raw: token)) else { return }
    switch socket.stage {
    case .connecting: finishConnecting(socket)
    case .handshaking, .open:
      if ready & (Poller.read | Poller.hangup | Poller.error) != 0 { read(socket, ready) }
      if ready & Poller.write != 0 { touch(socket) }
    case .lingering: discard(socket)
    case .doomed: break
    }
  }

  private func perform(_ command: ReactorCommand) {
    switch command {
    case .listen(let fd, let tls, let onlyUser): watch(listener: fd, tls, onlyUser)
    case .drain(let graceMs): drain(graceMs: graceMs)
    case .stop: isStopped = true
    case .resume: resumeReading()
    case .look: break
    }
  }

  // MARK: Connections

  func find(_ id: ConnectionID) -> SocketConnection? {
    guard id.slot < sockets.count, let socket = sockets[id.slot], socket.id == id, !socket.isDoomed
    else {
      return nil
    }
    return socket
  }

  func nextID() -> ConnectionID {
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = free
    } else {
      slot = sockets.count
      sockets.append(nil)
      generations.append(0)
    }
    generations[slot] &+= 1
    return ConnectionID(slot: slot, generation: generations[slot])
  }

  /// Marks a connection for the end of the turn: there its output, timeouts and epoll mask are
  /// updated once.
  func touch(_ socket: SocketConnection) {
    guard !socket.isTouched else { return }
    socket.isTouched = true
    touched.append(socket)
  }

  /// Delivers the collected events of one connection to the delegate.
  func deliver(_ socket: SocketConnection) {
    guard !events.isEmpty else { return }
    var batch: [ConnectionEvent] = []
    swap(&batch, &events)
    for event in batch {
      switch event {
      case .opened:
        socket.isOpened = true
        if case .welcome = socket.verdict { admission.opened(socket.peer.address) }
      case .ended(let reason): socket.endReason = reason
      case .request, .item, .heartbeat, .response, .cancelled, .creditGranted, .goneAway, .pong,
        .drained:
        break
      }
      if socket.isAnnounced { owner?.received(socket.id, event) }
    }
    guard events.isEmpty else { return }
    batch.removeAll(keepingCapacity: true)
    swap(&batch, &events)
  }

  /// Marks the transport as over. It is reported at the start of the next turn, so that `turnEnded`
  /// follows everything that happened.
  func doom(_ socket: SocketConnection, _ reason: CloseReason) {
    guard !socket.isDoomed else { return }
    socket.stage = .doomed(reason)
    doomed.append(socket)
  }

  private func reap() {
    while let socket = doomed.popLast() {
      if case .doomed(let reason) = socket.stage { end(socket, reason) }
    }
  }

  /// Reports the end to the delegate, closes the socket and frees the slot.
  private func end(_ socket: SocketConnection, _ reason: CloseReason) {
    socket.stage = .doomed(reason)
    socket.connection.lost(now: now, into: &events)
    deliver(socket)
    socket.closeSocket()
    sockets[socket.id.slot] = nil
    freeSlots.append(socket.id.slot)
    socketCount -= 1
    if let verdict = socket.verdict {
      admission.left(socket.peer.address, verdict, wasOpened: socket.isOpened)
    }
    if socket.isAnnounced || socket.isOutgoing {
      owner?.closed(socket.id, reason)
    } else {
      owner?.refused(socket.peer, reason)
    }
  }
}

internal import Bureau
internal import Ledger
internal import Protocol
internal import Store
internal import Synchronization
internal import TLS
internal import Transport

/// The parts of a server, connected but not yet running.
struct ServerParts {
  let opened: OpenedRealm
  let status: ServerStatus
  let queue: WorkQueue<Input>
  let loops: [Loop<LoopHandler>]
  let router: OutputRouter
  let readers: ReaderPool
  let hasher: PasswordHasher
  let bookkeeper: BookkeeperThread
  let bureauThread: BureauThread
  let monitor: HealthMonitor
  let credentials: CredentialMonitor

  init(_ settings: ServerSettings, _ opened: OpenedRealm) {
    self.opened = opened
    status = ServerStatus(
      durable: opened.head.sequence, books: opened.head.sequence, lag: settings.booksLag,
      sealed: opened.sealed)
    queue = WorkQueue<Input>(
      limit: settings.queueMax, turnMax: Engine.turnInputsMax,
      spinMicroseconds: settings.spinMicroseconds)
    var loopSettings = settings.loopSettings
    loopSettings.admission = ConnectionAdmission(loopSettings)
    loops = (0..<settings.loops).map { [loopSettings] _ in
      Loop<LoopHandler>(settings: loopSettings)
    }
    router = OutputRouter(loops)
    readers = ReaderPool(count: settings.readers, queue: queue, status: status)
    hasher = PasswordHasher(count: settings.hashers, queue: queue)
    bookkeeper = BookkeeperThread(status: status, folder: opened.folder)
    let bureau = Bureau(
      executor: queue, journal: opened.journal, head: opened.head,
      engine: Engine(state: opened.state, context: opened.context))
    bureauThread = BureauThread(
      bureau: bureau, queue: queue, status: status, clock: opened.clock, router: router,
      readers: readers, hasher: hasher, bookkeeper: bookkeeper, journal: opened.journal)
    monitor = HealthMonitor(folder: opened.folder, status: status, clock: opened.clock)
    credentials = CredentialMonitor(authenticator: opened.authenticator, router: router)
  }

  func startWork(_ settings: ServerSettings) throws(ServerFault) {
    bookkeeper.start(opened.keeper.takeOnce(), journal: opened.journal) {
      [queue, readers, status] in
      readers.booksMoved()
      if status.isAwaited.load(ordering: .sequentiallyConsistent) { queue.submitReserved(.tick) }
    }
    readers.start(
      open: opened.openReader, journal: opened.journal, router: router, clock: opened.clock)
    hasher.start()
    queue.onRoom { [router] in router.announceRoom() }
    // A first turn handles the timers that fell due while the server was down, before any request.
    queue.submitReserved(.tick)
    bureauThread.start()
    monitor.start()
    credentials.start()
    for (index, loop) in loops.enumerated() {
      let handler = LoopHandler(
        index: UInt32(index), loop: loop, queue: queue, status: status, clock: opened.clock,
        keys: opened.keys, authenticator: opened.authenticator)
      loop.start(name: "loop-\(index + 1)", delegate: handler)
    }
  }

  func listen(_ settings: ServerSettings) throws(ServerFault) -> Server.Ports {
    var ports = Server.Ports()
    if let endpoint = settings.listen {
      let tls = try opened.tlsContext()
      ports.tls = try Self.open(loops, endpoint, tls)
    }
    if let endpoint = settings.plain { ports.plain = try Self.open(loops, endpoint, nil) }
    if let socket = settings.socket, let loop = loops.first {
      Files.remove(socket)
      _ = try Self.open([loop], .unix(path: socket), nil)
    }
    return ports
  }

  /// Listens on an endpoint with every loop; the first loop decides the port.
  private static func open(
    _ loops: [Loop<LoopHandler>], _ endpoint: Endpoint, _ tls: TLSContext?
  ) throws(ServerFault) -> UInt16 {
    var endpoint = endpoint
    var port: UInt16 = 0
    do throws(ListenFailure) {
      for loop in loops {
        port = try loop.listen(endpoint, tls: tls, sharedPort: loops.count > 1)
        if case .tcp(let host, _) = endpoint { endpoint = .tcp(host: host, port: port) }
      }
    } catch {
      throw ServerFault("cannot listen on \(endpoint): \(error)", next: "choose another address")
    }
    return port
  }
}

extension ServerSettings {
  fileprivate var loopSettings: LoopSettings {
    var loop = LoopSettings()
    loop.connectionsMax = connectionsMax
    loop.connectionsPerAddressMax = perAddressMax
    loop.spinMicroseconds = spinMicroseconds
    loop.connection.idleMs = idleMs
    var methods = MethodTable(others: .unknown)
    for method in Method.all {
      methods[method.number] = method.idempotency == .feed ? .stream : .unary
    }
    loop.connection.methods = methods
    return loop
  }
}

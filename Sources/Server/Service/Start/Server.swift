internal import Bureau
internal import Crypto
internal import Ledger
internal import Protocol
internal import Store
internal import Synchronization
internal import TLS
internal import Transport

/// A server that runs: its threads in the order in which they start, and stop the other way round.
package final class Server: Sendable {
  /// The ports that it listens on.
  package struct Ports: Sendable, Equatable {
    package var tls: UInt16?
    /// Plain loopback.
    package var plain: UInt16?
  }

  /// Where it listens.
  package let ports: Ports
  private let loops: [Loop<FrontDesk>]
  private let deskThread: DeskThread
  private let deriver: Deriver
  private let readers: Readers
  private let bookkeeper: BookkeeperThread
  private let watch: Watch
  private let credentials: CredentialWatch
  private let folder: DataFolder
  private let drainMs: UInt32

  private init(
    ports: Ports, loops: [Loop<FrontDesk>], deskThread: DeskThread, deriver: Deriver,
    readers: Readers, bookkeeper: BookkeeperThread, watch: Watch,
    credentials: CredentialWatch, folder: DataFolder, drainMs: UInt32
  ) {
    self.ports = ports
    self.loops = loops
    self.deskThread = deskThread
    self.deriver = deriver
    self.readers = readers
    self.bookkeeper = bookkeeper
    self.watch = watch
    self.credentials = credentials
    self.folder = folder
    self.drainMs = drainMs
  }

  /// Opens the data, checks it, and starts to serve.
  ///
  /// Throws `Fault` where the data must not be served, with what an operator does next.
  package static func start(_ settings: ServerSettings) throws(Fault) -> Server {
    let opened = try OpenedData.open(settings)
    let parts = Parts(settings, opened)
    try parts.startWork(settings)
    let ports = try parts.listen(settings)
    return Server(
      ports: ports, loops: parts.loops, deskThread: parts.deskThread, deriver: parts.deriver,
      readers: parts.readers, bookkeeper: parts.bookkeeper, watch: parts.watch,
      credentials: parts.credentials, folder: opened.folder, drainMs: settings.drainMs)
  }

  /// Drains within the configured time: no new connections, feeds and waits end at once, running
  /// calls end, everything that was said is durable, the books are at the journal's end.
  package func stop() {
    // A loop reads on for a moment after its last word, within the time.
    let graceMs = drainMs - min(drainMs / 2, UInt32(Limits.lingerMs))
    for loop in loops { loop.drain(graceMs: graceMs) }
    deskThread.endFeeds()
    for loop in loops { loop.join() }
    credentials.stop()
    watch.stop()
    deskThread.stop()
    deriver.stop()
    bookkeeper.stop()
    readers.stop()
    folder.unlock()
  }
}

/// The server's parts before they run.
private struct Parts {
  let opened: OpenedData
  let shared: Shared
  let desk: Desk<Input>
  let loops: [Loop<FrontDesk>]
  let outlets: Outlets
  let readers: Readers
  let deriver: Deriver
  let bookkeeper: BookkeeperThread
  let deskThread: DeskThread
  let watch: Watch
  let credentials: CredentialWatch

  init(_ settings: ServerSettings, _ opened: OpenedData) {
    self.opened = opened
    shared = Shared(
      durable: opened.head.sequence, books: opened.head.sequence, lag: settings.booksLag,
      sealed: opened.sealed)
    desk = Desk<Input>(
      limit: settings.deskMax, turnMax: Engine.turnItemsMax,
      spinMicroseconds: settings.spinMicroseconds)
    var loopSettings = settings.loopSettings
    loopSettings.admission = Admission(loopSettings)
    loops = (0..<settings.loops).map { [loopSettings] _ in Loop<FrontDesk>(settings: loopSettings) }
    outlets = Outlets(loops)
    readers = Readers(count: settings.readers, desk: desk, shared: shared)
    deriver = Deriver(count: settings.derivers, desk: desk)
    bookkeeper = BookkeeperThread(shared: shared, folder: opened.folder)
    let bureau = Bureau(
      executor: desk, journal: opened.journal, head: opened.head,
      engine: Engine(state: opened.state, context: opened.context))
    deskThread = DeskThread(
      bureau: bureau, desk: desk, shared: shared, clock: opened.clock, outlets: outlets,
      readers: readers, deriver: deriver, bookkeeper: bookkeeper, journal: opened.journal)
    watch = Watch(folder: opened.folder, shared: shared, clock: opened.clock)
    credentials = CredentialWatch(gatekeeper: opened.gatekeeper, outlets: outlets)
  }

  func startWork(_ settings: ServerSettings) throws(Fault) {
    bookkeeper.start(opened.keeper.take(), journal: opened.journal) {
      [desk, readers, shared] in
      readers.booksMoved()
      if shared.isAwaited.load(ordering: .sequentiallyConsistent) { desk.dropReserved(.tick) }
    }
    readers.start(
      open: opened.openReader, journal: opened.journal, outlets: outlets, clock: opened.clock)
    deriver.start()
    desk.onRoom { [outlets] in outlets.room() }
    // What fell due while the server was down comes before whoever connects first.
    desk.dropReserved(.tick)
    deskThread.start()
    watch.start()
    credentials.start()
    for (index, loop) in loops.enumerated() {
      let front = FrontDesk(
        index: UInt32(index), loop: loop, desk: desk, shared: shared, clock: opened.clock,
        keys: opened.keys, gatekeeper: opened.gatekeeper)
      loop.start(name: "loop-\(index + 1)", delegate: front)
    }
  }

  func listen(_ settings: ServerSettings) throws(Fault) -> Server.Ports {
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

  /// Opens an endpoint on every loop; the first decides the port.
  private static func open(
    _ loops: [Loop<FrontDesk>], _ endpoint: Endpoint, _ tls: TLSContext?
  ) throws(Fault) -> UInt16 {
    var endpoint = endpoint
    var port: UInt16 = 0
    do throws(ListenFailure) {
      for loop in loops {
        port = try loop.listen(endpoint, tls: tls, sharedPort: loops.count > 1)
        if case .tcp(let host, _) = endpoint { endpoint = .tcp(host: host, port: port) }
      }
    } catch {
      throw Fault("cannot listen on \(endpoint): \(error)", next: "choose another address")
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

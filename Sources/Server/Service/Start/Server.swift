internal import Protocol
internal import Store
internal import Transport

/// A running server: its threads.
package final class Server: Sendable {
  /// The TCP ports that the server listens on; nil: none.
  package struct Ports: Sendable, Equatable {
    package var tls: UInt16?
    /// Plain loopback.
    package var plain: UInt16?
  }

  /// The ports, which are known only now if port 0 was asked for.
  package let ports: Ports
  private let loops: [Loop<LoopHandler>]
  private let bureauThread: BureauThread
  private let hasher: PasswordHasher
  private let readers: ReaderPool
  private let bookkeeper: BookkeeperThread
  private let monitor: HealthMonitor
  private let credentials: CredentialMonitor
  private let folder: DataFolder
  private let drainMs: UInt32

  private init(
    ports: Ports, loops: [Loop<LoopHandler>], bureauThread: BureauThread, hasher: PasswordHasher,
    readers: ReaderPool, bookkeeper: BookkeeperThread, monitor: HealthMonitor,
    credentials: CredentialMonitor, folder: DataFolder, drainMs: UInt32
  ) {
    self.ports = ports
    self.loops = loops
    self.bureauThread = bureauThread
    self.hasher = hasher
    self.readers = readers
    self.bookkeeper = bookkeeper
    self.monitor = monitor
    self.credentials = credentials
    self.folder = folder
    self.drainMs = drainMs
  }

  /// Opens and checks the data, starts the threads and listens.
  ///
  /// - Throws: where the data must not be served or an address cannot be listened on; with the
  ///   operator's next step.
  package static func start(_ settings: ServerSettings) throws(ServerFault) -> Server {
    let opened = try OpenedRealm.open(settings)
    let parts = ServerParts(settings, opened)
    try parts.startWork(settings)
    let ports = try parts.listen(settings)
    return Server(
      ports: ports, loops: parts.loops, bureauThread: parts.bureauThread, hasher: parts.hasher,
      readers: parts.readers, bookkeeper: parts.bookkeeper, monitor: parts.monitor,
      credentials: parts.credentials, folder: opened.folder, drainMs: settings.drainMs)
  }

  /// Drains within the configured time and stops: no new connections; feeds and waits end at once;
  /// running calls end; every answer sent is durable; the books are at the journal's end.
  package func stop() {
    // A loop reads on for a moment after its last frame; that is part of the drain time.
    let graceMs = drainMs - min(drainMs / 2, UInt32(Limits.lingerMs))
    for loop in loops { loop.drain(graceMs: graceMs) }
    bureauThread.endFeeds()
    for loop in loops { loop.join() }
    credentials.stop()
    monitor.stop()
    bureauThread.stop()
    hasher.stop()
    bookkeeper.stop()
    readers.stop()
    folder.unlock()
  }
}

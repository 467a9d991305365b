internal import Transport

/// A thread that makes the loops check the credentials of open connections: within a second after a
/// revocation, and every minute for those that expired.
final class CredentialMonitor: Sendable {
  /// The interval at which the list of revoked credentials is read, in milliseconds.
  static let everyMilliseconds: Int32 = 1_000
  /// The number of intervals after which the loops check even if the list is unchanged, for expired
  /// credentials.
  static let looksPerExpiry = 60

  private let authenticator: Authenticator
  private let router: OutputRouter
  private let ticks = Mailbox<Never>(limit: 1)
  private let thread = Lock<WorkerThread?>(nil)

  init(authenticator: Authenticator, router: OutputRouter) {
    self.authenticator = authenticator
    self.router = router
  }

  func start() {
    let started = WorkerThread(name: "credentials") { [self] in
      var last = authenticator.revoked()
      var looks = 0
      while ticks.takeAll(within: Self.everyMilliseconds) != nil {
        let revoked = authenticator.revoked()
        looks += 1
        guard revoked != last || looks % Self.looksPerExpiry == 0 else { continue }
        last = revoked
        router.recheckCredentials()
      }
    }
    thread.withLock { $0 = started }
  }

  /// Ends the thread; waits for it.
  func stop() {
    ticks.close()
    thread.withLock { $0 }?.join()
  }
}

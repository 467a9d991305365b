internal import Transport

/// Looks once a second whether a credential was revoked, and once a minute whether one ran out:
/// both hold for connections that stand already.
final class CredentialMonitor: Sendable {
  /// How often the list of revocations is read, in milliseconds.
  static let everyMilliseconds: Int32 = 1_000
  /// After how many looks the loops look too, whatever the list says: for those that ran out.
  static let looksPerExpiry = 60

  private let authenticator: Authenticator
  private let router: OutputRouter
  private let ticks = Mailbox<Never>(limit: 1)
  private let thread = Lock<WorkerThread?>(nil)

  init(authenticator: Authenticator, router: OutputRouter) {
    self.authenticator = authenticator
    self.router = router
  }

  /// Starts the thread.
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

  /// Ends the thread.
  func stop() {
    ticks.close()
    thread.withLock { $0 }?.join()
  }
}

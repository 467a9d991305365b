internal import Transport

/// Looks once a second whether a credential was revoked, and once a minute whether one ran out:
/// both hold for connections that stand already.
final class CredentialWatch: Sendable {
  /// How often the list of revocations is read, in milliseconds.
  static let everyMilliseconds: Int32 = 1_000
  /// After how many looks the loops look too, whatever the list says: for those that ran out.
  static let looksPerExpiry = 60

  private let gatekeeper: Gatekeeper
  private let outlets: Outlets
  private let ticks = Mailbox<Never>(limit: 1)
  private let thread = Lock<WorkerThread?>(nil)

  init(gatekeeper: Gatekeeper, outlets: Outlets) {
    self.gatekeeper = gatekeeper
    self.outlets = outlets
  }

  /// Starts the thread.
  func start() {
    let started = WorkerThread(name: "credentials") { [self] in
      var last = gatekeeper.revoked()
      var looks = 0
      while ticks.take(within: Self.everyMilliseconds) != nil {
        let revoked = gatekeeper.revoked()
        looks += 1
        guard revoked != last || looks % Self.looksPerExpiry == 0 else { continue }
        last = revoked
        outlets.credentials()
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

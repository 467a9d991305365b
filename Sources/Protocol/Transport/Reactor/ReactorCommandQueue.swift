internal import Glibc
internal import Protocol
internal import TLS

/// Commands of other threads to a reactor, with the doorbell that wakes it.
final class ReactorCommandQueue: Sendable {
  let doorbell = Doorbell()
  private let waiting = Lock([ReactorCommand]())

  deinit {
    // Listeners that the loop never took over.
    for case .listen(let fd, _, _) in removeAll() { close(fd) }
  }

  /// Queues a command and wakes the loop; for any thread.
  func post(_ command: ReactorCommand) {
    waiting.withLock { $0.append(command) }
    doorbell.ring()
  }

  var hasWork: Bool { waiting.withLock { !$0.isEmpty } }

  func removeAll() -> [ReactorCommand] {
    waiting.withLock { waiting in
      var taken: [ReactorCommand] = []
      swap(&taken, &waiting)
      return taken
    }
  }
}

internal import Glibc
internal import Protocol
internal import TLS

/// What other threads leave for a loop, with the bell that wakes it.
final class ReactorCommandQueue: Sendable {
  let doorbell = Doorbell()
  private let waiting = Lock([ReactorCommand]())

  deinit {
    // Listeners that no loop took over.
    for case .listen(let fd, _, _) in removeAll() { close(fd) }
  }

  /// Any thread.
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

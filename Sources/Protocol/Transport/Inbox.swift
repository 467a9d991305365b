internal import Glibc
internal import Protocol
internal import TLS

/// What other threads leave for a loop, with the bell that wakes it.
final class Inbox: Sendable {
  /// Something for the loop itself; mail for the delegate has a box of its own.
  enum Command: Sendable {
    case listen(fd: Int32, TLSContext?, onlyUser: UInt32?)
    case drain(graceMs: UInt32)
    case stop
    /// Reading may go on.
    case resume
    /// Only look around: the clock moved, or mail came.
    case look
  }

  let doorbell = Doorbell()
  private let commands = Lock([Command]())

  deinit {
    // Listeners that no loop took over.
    for case .listen(let fd, _, _) in takeAll() { close(fd) }
  }

  /// Any thread.
  func post(_ command: Command) {
    commands.withLock { $0.append(command) }
    doorbell.ring()
  }

  var hasWork: Bool { commands.withLock { !$0.isEmpty } }

  func takeAll() -> [Command] {
    commands.withLock { commands in
      var taken: [Command] = []
      swap(&taken, &commands)
      return taken
    }
  }
}

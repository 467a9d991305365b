import Glibc
import Synchronization

/// The last signal that arrived during a hidden prompt.
///
/// A handler may touch lock-free atomics only, and knows nothing but its number: hence this one
/// shared word. It is touched before a handler is installed, so the handler never initialises it.
private let caughtSignal = Atomic<Int32>(0)

/// Reads a line from a terminal with echo off, and puts echo back whatever happens.
///
/// Signals that end or stop the process are held for the time of the prompt: first the terminal
/// is restored, then the signal takes its course. Line editing stays the terminal's.
package enum HiddenLine {
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGALRM]
  /// How long a signal that another thread took can go unseen.
  private static let pollMilliseconds: Int32 = 100

  /// Opens the terminal at `path` and reads.
  package static func read(_ path: String, prompt: String) throws(InputFailure) -> Secret {
    let terminal = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { throw .file(path: path, errno: errno) }
    defer { close(terminal) }
    return try read(terminal: terminal, path: path, prompt: prompt)
  }

  private static func read(
    terminal: Int32, path: String, prompt: String
  ) throws(InputFailure) -> Secret {
    while true {
      let result = try attempt(terminal, path: path, prompt: prompt)
      switch result {
      case .secret(let secret): return secret
      case .signal(let number):
        // Ctrl-C is the user's answer, which the command reports; the handlers are the old ones
        // again and echo is on, so any other signal does what it would have done.
        if number == SIGINT { throw .interrupted }
        raise(number)
        guard number == SIGTSTP else { throw .interrupted }
      }
    }
  }

  private enum Outcome {
    case secret(Secret)
    case signal(Int32)
  }

  private static func attempt(
    _ terminal: Int32, path: String, prompt: String
  ) throws(InputFailure) -> Outcome {
    var before = termios()
    guard unsafe tcgetattr(terminal, &before) == 0 else { throw .file(path: path, errno: errno) }
    caughtSignal.store(0, ordering: .sequentiallyConsistent)
    let handlers = install()
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK | ECHONL)
    silent.c_lflag |= tcflag_t(ICANON | ISIG)
    defer { restore(handlers) }
    try silence(terminal, path, &silent)
    defer {
      _ = unsafe tcsetattr(terminal, TCSAFLUSH, &before)
      _ = Descriptor.writeAll(terminal, [0x0a])
    }
    _ = Descriptor.writeAll(terminal, Array(prompt.utf8))
    return try wait(terminal, path: path)
  }

  /// Turns echo off, or throws: nothing secret is typed on a terminal that shows it.
  ///
  /// tcsetattr(3) succeeds where any of the changes could be made, so the terminal is asked.
  private static func silence(
    _ terminal: Int32, _ path: String, _ silent: inout termios
  ) throws(InputFailure) {
    guard unsafe tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else {
      throw .file(path: path, errno: errno)
    }
    var now = termios()
    guard unsafe tcgetattr(terminal, &now) == 0 else { throw .file(path: path, errno: errno) }
    guard now.c_lflag & tcflag_t(ECHO) == 0 else { throw .file(path: path, errno: ENOTSUP) }
  }

  private static func wait(_ terminal: Int32, path: String) throws(InputFailure) -> Outcome {
    while true {
      let caught = caughtSignal.load(ordering: .sequentiallyConsistent)
      if caught != 0 { return .signal(caught) }
      var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&ready, 1, pollMilliseconds) > 0 else { continue }
      // In canonical mode a whole line is there, so this doesn't block.
      var line = try Descriptor.readLine(terminal, path: path, limit: Secret.bytesMax)
      guard line != nil else { throw .ended(Phrase("密码", "password")) }
      var bytes = line ?? []
      line = nil
      return .secret(try Descriptor.secret(&bytes))
    }
  }

  private static func install() -> [(Int32, sigaction)] {
    signals.map { number in
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = {
        caughtSignal.store($0, ordering: .sequentiallyConsistent)
      }
      // Other threads' calls go on; poll returns all the same.
      action.sa_flags = SA_RESTART
      var before = sigaction()
      _ = unsafe sigaction(number, &action, &before)
      return (number, before)
    }
  }

  private static func restore(_ handlers: [(Int32, sigaction)]) {
    for (number, action) in handlers {
      var action = action
      _ = unsafe sigaction(number, &action, nil)
    }
  }
}

import Posix
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
  private static let signals = [
    Signal.interrupt, .terminate, .hangUp, .quit, .stop, .alarm,
  ]
  /// How long a signal that another thread took can go unseen.
  private static let pollMilliseconds: Int32 = 100

  /// Opens the terminal at `path` and reads.
  package static func read(_ path: String, prompt: String) throws(InputFailure) -> Secret {
    let file = try naming(path) { () throws(Errno) in
      try OpenFile(path, [.readWrite, .noControllingTerminal])
    }
    return try file.with { terminal throws(InputFailure) in
      try read(terminal: terminal, path: path, prompt: prompt)
    }
  }

  private static func read(
    terminal: FileDescriptor, path: String, prompt: String
  ) throws(InputFailure) -> Secret {
    while true {
      let result = try attempt(terminal, path: path, prompt: prompt)
      switch result {
      case .secret(let secret): return secret
      case .signal(let signal):
        // Ctrl-C is the user's answer, which the command reports; the handlers are the old ones
        // again and echo is on, so any other signal does what it would have done.
        if signal == .interrupt { throw .interrupted }
        signal.raise()
        guard signal == .stop else { throw .interrupted }
      }
    }
  }

  private enum ReadResult {
    case secret(Secret)
    case signal(Signal)
  }

  private static func attempt(
    _ terminal: FileDescriptor, path: String, prompt: String
  ) throws(InputFailure) -> ReadResult {
    let before = try naming(path) { () throws(Errno) in try TerminalModes(of: terminal) }
    caughtSignal.store(0, ordering: .sequentiallyConsistent)
    let handlers = SignalHandlers(for: signals) {
      caughtSignal.store($0, ordering: .sequentiallyConsistent)
    }
    defer { handlers.restore() }
    try naming(path) { () throws(Errno) in try silence(terminal, before.silent) }
    defer {
      show("\n", on: terminal)
    }
    defer {
      // A terminal that is gone needs no echo.
      do throws(Errno) { try before.set(on: terminal) } catch { _ = error }
    }
    show(prompt, on: terminal)
    return try wait(terminal, path: path)
  }

  /// A prompt that can't be shown leaves a line that can still be typed.
  private static func show(_ text: String, on terminal: FileDescriptor) {
    do throws(Errno) { try terminal.write(Array(text.utf8)) } catch { _ = error }
  }

  /// Turns echo off, or throws: nothing secret is typed on a terminal that shows it.
  ///
  /// Setting succeeds where any of the changes could be made, so the terminal is asked.
  private static func silence(
    _ terminal: FileDescriptor, _ silent: TerminalModes
  ) throws(Errno) {
    try silent.set(on: terminal)
    guard try !TerminalModes(of: terminal).echoes else { throw .notSupported }
  }

  private static func wait(
    _ terminal: FileDescriptor, path: String
  ) throws(InputFailure) -> ReadResult {
    while true {
      let caught = caughtSignal.load(ordering: .sequentiallyConsistent)
      if caught != 0 { return .signal(Signal(caught)) }
      guard terminal.isReadable(within: pollMilliseconds) else { continue }
      // In canonical mode a whole line is there, so this doesn't block.
      var line = try terminal.readLine(path: path, limit: Secret.bytesMax)
      guard line != nil else { throw .ended(Phrase("密码", "password")) }
      var bytes = line ?? []
      line = nil
      return .secret(try Secret(taking: &bytes))
    }
  }
}

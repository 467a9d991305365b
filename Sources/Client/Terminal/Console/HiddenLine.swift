import Posix
import Synchronization

/// The number of the last signal during a hidden prompt; 0: none.
///
/// Global, because a signal handler has no context and may use lock-free atomics only. It is stored
/// to before the handlers are installed, so that no handler runs its lazy initialisation.
private let caughtSignal = Atomic<Int32>(0)

/// Reads a line from a terminal with echo off, and restores echo in every case.
///
/// Signals that end or stop the process are caught during the prompt: the terminal is restored,
/// then the signal is raised again under its former handler. Line editing stays the terminal's.
package enum HiddenLine {
  private static let signals = [
    Signal.interrupt, .terminate, .hangUp, .quit, .stop, .alarm,
  ]
  /// The time between looks for a signal that another thread handled.
  private static let pollMilliseconds: Int32 = 100

  /// Opens the terminal at `path`, shows `prompt` and reads a line.
  ///
  /// - Throws: `interrupted` on a signal that ends the process, `ended` at the end of input,
  ///   `tooLong` beyond `Secret.bytesMax`, or `file` where the terminal fails or echo cannot be
  ///   turned off.
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
        // Ctrl-C is reported by the command. The former handlers and echo are restored by now, so
        // that any other signal does what it would have done without the prompt.
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

  /// Ignores failures: a line can be typed without its prompt.
  private static func show(_ text: String, on terminal: FileDescriptor) {
    do throws(Errno) { try terminal.write(Array(text.utf8)) } catch { _ = error }
  }

  /// Turns echo off; throws where it stays on, so that no secret is typed visibly.
  ///
  /// tcsetattr(3) succeeds if any of the changes was made: the modes are therefore read back.
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

import Posix

/// The process's own streams and terminal.
package final class StandardConsole: Console {
  /// A console over descriptors 0, 1 and 2.
  package init() {}

  /// Standard input and standard error are both terminals.
  package var isInteractive: Bool {
    FileDescriptor.input.isTerminal && FileDescriptor.error.isTerminal
  }

  /// The window of standard error's terminal.
  package var screen: ScreenSize? {
    FileDescriptor.error.window.map { ScreenSize(columns: $0.columns, rows: $0.rows) }
  }

  /// Writes all of `text` to standard output.
  package func write(_ text: String) throws(InputFailure) {
    try write(text, to: .output)
  }

  /// Writes all of `text` to standard error.
  package func note(_ text: String) throws(InputFailure) {
    try write(text, to: .error)
  }

  private func write(_ text: String, to stream: FileDescriptor) throws(InputFailure) {
    do throws(Errno) {
      try stream.write(Array(text.utf8))
    } catch {
      throw .output(errno: error.number)
    }
  }

  /// Reads no byte beyond the line, so that several values can come through one pipe.
  package func readLine(limit: Int) throws(InputFailure) -> String? {
    let bytes = try FileDescriptor.input.readLine(path: "-", limit: limit)
    guard let bytes else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    return text
  }

  /// Asks on `/dev/tty`, whatever standard input is.
  package func readHidden(_ prompt: String) throws(InputFailure) -> Secret {
    try HiddenLine.read("/dev/tty", prompt: prompt)
  }

  /// One line of the descriptor; throws `ended` when there is none.
  package func readSecret(descriptor: Int32) throws(InputFailure) -> Secret {
    // One byte more, for the carriage return of a file made elsewhere.
    let line = try FileDescriptor(descriptor).readLine(
      path: "fd \(descriptor)", limit: Secret.bytesMax + 1)
    guard var line else { throw .ended(Phrase("密码或验证码", "password or code")) }
    return try Secret(taking: &line)
  }

  /// A variable of the process's environment.
  package func environment(_ name: String) -> String? { ThisProcess.environment(name) }
}

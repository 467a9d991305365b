import Posix

/// The process's own streams (descriptors 0, 1 and 2), terminal and environment. Its functions
/// throw as `Console` says.
package final class StandardConsole: Console {
  package init() {}

  package var isInteractive: Bool {
    FileDescriptor.input.isTerminal && FileDescriptor.error.isTerminal
  }

  package var screen: ScreenSize? {
    FileDescriptor.error.window.map { ScreenSize(columns: $0.columns, rows: $0.rows) }
  }

  package func write(_ text: String) throws(InputFailure) {
    try write(text, to: .output)
  }

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

  /// Asks on `/dev/tty`, so that it works with standard input redirected.
  package func readHidden(_ prompt: String) throws(InputFailure) -> Secret {
    try HiddenLine.read("/dev/tty", prompt: prompt)
  }

  /// Reads one line of the descriptor.
  ///
  /// - Throws: `ended` at its end, `tooLong` beyond `Secret.bytesMax`, or `file`.
  package func readSecret(descriptor: Int32) throws(InputFailure) -> Secret {
    // One byte more, for the CR of a file made on Windows.
    let line = try FileDescriptor(descriptor).readLine(
      path: "fd \(descriptor)", limit: Secret.bytesMax + 1)
    guard var line else { throw .ended(Phrase("密码或验证码", "password or code")) }
    return try Secret(taking: &line)
  }

  package func environment(_ name: String) -> String? { ThisProcess.environment(name) }
}

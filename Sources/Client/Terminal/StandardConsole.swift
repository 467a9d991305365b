import Glibc

/// The process's own streams and terminal.
public final class StandardConsole: Console {
  /// A console over descriptors 0, 1 and 2.
  public init() {}

  /// Standard input and standard error are both terminals.
  public var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Standard output is a terminal.
  public var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The window of standard error's terminal.
  public var screen: ScreenSize? {
    var size = winsize()
    guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return ScreenSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Writes all of `text` to standard output.
  public func write(_ text: String) throws(InputFailure) {
    let failed = Descriptor.writeAll(STDOUT_FILENO, Array(text.utf8))
    if failed != 0 { throw .output(errno: failed) }
  }

  /// Writes all of `text` to standard error.
  public func note(_ text: String) throws(InputFailure) {
    let failed = Descriptor.writeAll(STDERR_FILENO, Array(text.utf8))
    if failed != 0 { throw .output(errno: failed) }
  }

  /// Reads no byte beyond the line, so that several values can come through one pipe.
  public func readLine(limit: Int) throws(InputFailure) -> String? {
    let bytes = try Descriptor.readLine(STDIN_FILENO, path: "-", limit: limit)
    guard let bytes else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    return text
  }

  /// Asks on `/dev/tty`, whatever standard input is.
  public func readHidden(_ prompt: String) throws(InputFailure) -> Secret {
    try HiddenLine.read("/dev/tty", prompt: prompt)
  }

  /// One line of the descriptor; throws `ended` when there is none.
  public func readSecret(descriptor: Int32) throws(InputFailure) -> Secret {
    // One byte more, for the carriage return of a file made elsewhere.
    let line = try Descriptor.readLine(
      descriptor, path: "fd \(descriptor)", limit: Secret.bytesMax + 1)
    guard var line else { throw .ended(Phrase("密码或验证码", "password or code")) }
    return try Descriptor.secret(&line)
  }

  /// `getenv`.
  public func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}

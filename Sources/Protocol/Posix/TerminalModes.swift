internal import Glibc

/// The modes of a terminal: echo, whole lines, signals (termios(3)).
public struct TerminalModes {
  private var modes = termios()

  /// The current modes (tcgetattr(3)).
  ///
  /// - Throws: the errno of tcgetattr(3), ENOTTY for a file that is not a terminal.
  public init(of terminal: FileDescriptor) throws(Errno) {
    // Proof: the struct is lent for the call, which fills it.
    guard unsafe tcgetattr(terminal.number, &modes) == 0 else { throw Errno.last }
  }

  /// Whether typed characters are echoed.
  public var echoes: Bool { modes.c_lflag & tcflag_t(ECHO) != 0 }

  /// These modes with echo off, whole lines, and Ctrl-C as a signal.
  public var silent: TerminalModes {
    var silent = self
    silent.modes.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK | ECHONL)
    silent.modes.c_lflag |= tcflag_t(ICANON | ISIG)
    return silent
  }

  /// Sets the modes after all output is written, and drops unread input (tcsetattr(3), TCSAFLUSH).
  /// Succeeds when at least one of the changes was made.
  ///
  /// - Throws: the errno of tcsetattr(3).
  public func set(on terminal: FileDescriptor) throws(Errno) {
    var modes = modes
    // Proof: as above; the call only reads it.
    guard unsafe tcsetattr(terminal.number, TCSAFLUSH, &modes) == 0 else { throw Errno.last }
  }
}

extension FileDescriptor {
  /// Whether the file is a terminal (isatty(3)).
  public var isTerminal: Bool { isatty(number) == 1 }

  /// The size of the terminal's window in cells (ioctl_tty(2), TIOCGWINSZ); nil when it has none.
  public var window: (columns: Int, rows: Int)? {
    var size = winsize()
    // Proof: TIOCGWINSZ fills one winsize, which is lent for the call.
    guard unsafe ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}

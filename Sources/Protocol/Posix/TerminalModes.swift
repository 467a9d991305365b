internal import Glibc

/// How a terminal treats what is typed (termios(3)).
public struct TerminalModes {
  private var modes = termios()

  /// The modes now (tcgetattr(3)). Throws ENOTTY where it is no terminal.
  public init(of terminal: FileDescriptor) throws(Errno) {
    // Proof: the struct is lent for the call, which fills it.
    guard unsafe tcgetattr(terminal.number, &modes) == 0 else { throw Errno.last }
  }

  /// Whether what is typed is shown.
  public var echoes: Bool { modes.c_lflag & tcflag_t(ECHO) != 0 }

  /// The same without any echo, whole lines, and Ctrl-C a signal.
  public var silent: TerminalModes {
    var silent = self
    silent.modes.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK | ECHONL)
    silent.modes.c_lflag |= tcflag_t(ICANON | ISIG)
    return silent
  }

  /// Sets them once all output is out, and drops what was typed and not read (tcsetattr(3),
  /// TCSAFLUSH). It succeeds where any of the changes could be made.
  public func set(on terminal: FileDescriptor) throws(Errno) {
    var modes = modes
    // Proof: as above; the call only reads it.
    guard unsafe tcsetattr(terminal.number, TCSAFLUSH, &modes) == 0 else { throw Errno.last }
  }
}

extension FileDescriptor {
  /// Whether it is a terminal (isatty(3)).
  public var isTerminal: Bool { isatty(number) == 1 }

  /// The terminal's window in cells (ioctl_tty(2), TIOCGWINSZ); nil where it has none.
  public var window: (columns: Int, rows: Int)? {
    var size = winsize()
    // Proof: TIOCGWINSZ fills one winsize, which is lent for the call.
    guard unsafe ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}

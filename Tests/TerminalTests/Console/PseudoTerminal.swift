import Glibc
import Testing

/// A pseudo-terminal: the test types and reads at its master end.
final class PseudoTerminal {
  let master: Int32
  let path: String

  init() throws {
    master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    // TIOCSPTLCK and TIOCGPTN, which Swift does not import: ioctl_tty(2).
    try #require(unsafe ioctl(master, 0x4004_5431, &unlocked) == 0)
    try #require(unsafe ioctl(master, 0x8004_5430, &number) == 0)
    path = "/dev/pts/\(number)"
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(unsafe write(master, bytes, bytes.count) == bytes.count)
  }

  /// Returns the output up to `end`; 30 s without output end a failed wait. Compares bytes: in a
  /// `String`, "\r\n" is one character and holds no "\n".
  func shown(until end: String) -> String {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while !result.contains(Array(end.utf8)) {
      var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&ready, 1, 30_000) > 0 else { break }
      let count = unsafe read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      result.append(contentsOf: buffer[..<count])
    }
    return String(decoding: result, as: UTF8.self)
  }

  func echoes() throws -> Bool {
    let terminal = unsafe open(path, O_RDWR | O_NOCTTY)
    defer { close(terminal) }
    var modes = termios()
    try #require(unsafe tcgetattr(terminal, &modes) == 0)
    return modes.c_lflag & tcflag_t(ECHO) != 0
  }

  deinit { close(master) }
}

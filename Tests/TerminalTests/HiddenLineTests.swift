import Glibc
import Terminal
import Testing

/// A pseudo-terminal: the test types at its master end.
final class PseudoTerminal {
  let master: Int32
  let path: String

  init() throws {
    master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    // TIOCSPTLCK and TIOCGPTN, which the importer leaves out: ioctl_tty(2).
    try #require(unsafe ioctl(master, 0x4004_5431, &unlocked) == 0)
    try #require(unsafe ioctl(master, 0x8004_5430, &number) == 0)
    path = "/dev/pts/\(number)"
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(unsafe write(master, bytes, bytes.count) == bytes.count)
  }

  /// Everything shown until `end` is; the terminal's own time-out ends a failed wait.
  func shown(until end: String) -> String {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while !String(decoding: result, as: UTF8.self).contains(end) {
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

@Suite(.serialized) struct HiddenLineTests {
  private static func outcome(_ path: String, prompt: String) -> String {
    do throws(InputFailure) {
      return try HiddenLine.read(path, prompt: prompt).withBytes {
        String(decoding: $0, as: UTF8.self)
      }
    } catch {
      return error == .interrupted ? "interrupted" : "failed"
    }
  }

  @Test(.timeLimit(.minutes(20)))
  func `a hidden line is read without echo, and echo comes back`() async throws {
    let terminal = try PseudoTerminal()
    // Held open, so that the modes outlive the reader.
    let held = unsafe open(terminal.path, O_RDWR | O_NOCTTY)
    defer { close(held) }
    #expect(try terminal.echoes())
    let path = terminal.path
    let reading = BlockingCall { Self.outcome(path, prompt: "密码: ") }
    #expect(terminal.shown(until: "密码: ").contains("密码: "))
    #expect(try !terminal.echoes())
    terminal.type("s３cret\u{7f}T\n")
    #expect(await reading.join() == "s３creT")
    #expect(!terminal.shown(until: "\n").contains("cre"))
    #expect(try terminal.echoes())
  }

  @Test(.timeLimit(.minutes(20)))
  func `a signal at the prompt puts echo back and nothing is read`() async throws {
    let terminal = try PseudoTerminal()
    let held = unsafe open(terminal.path, O_RDWR | O_NOCTTY)
    defer { close(held) }
    let path = terminal.path
    let reading = BlockingCall { Self.outcome(path, prompt: "PIN: ") }
    _ = terminal.shown(until: "PIN: ")
    kill(getpid(), SIGINT)
    #expect(await reading.join() == "interrupted")
    #expect(try terminal.echoes())
  }

  @Test func `the end of input and a missing terminal are errors`() throws {
    #expect(throws: InputFailure.file(path: "/nowhere/tty", errno: ENOENT)) {
      try HiddenLine.read("/nowhere/tty", prompt: "")
    }
    #expect(throws: InputFailure.file(path: "/dev/null", errno: ENOTTY)) {
      try HiddenLine.read("/dev/null", prompt: "")
    }
  }
}

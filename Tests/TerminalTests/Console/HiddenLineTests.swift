import Glibc
import Terminal
import Testing

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
    // Kept open: the modes are reset when the last descriptor is closed.
    let keptOpen = unsafe open(terminal.path, O_RDWR | O_NOCTTY)
    defer { close(keptOpen) }
    #expect(try terminal.echoes())
    let path = terminal.path
    let reading = BlockingCall { Self.outcome(path, prompt: "密码: ") }
    #expect(terminal.shown(until: "密码: ").contains("密码: "))
    #expect(try !terminal.echoes())
    terminal.type("s３cret\u{7f}T\n")
    #expect(await reading.join() == "s３creT")
    let shown = terminal.shown(until: "\n")
    #expect(Array(shown.utf8).last == UInt8(ascii: "\n") && !shown.contains("cre"))
    #expect(try terminal.echoes())
  }

  @Test(.timeLimit(.minutes(20)))
  func `a signal at the prompt puts echo back and nothing is read`() async throws {
    let terminal = try PseudoTerminal()
    let keptOpen = unsafe open(terminal.path, O_RDWR | O_NOCTTY)
    defer { close(keptOpen) }
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

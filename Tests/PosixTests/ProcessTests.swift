import Foundation
import Testing

@testable import Posix

/// The process's environment, signals and terminals.
@Suite struct ProcessTests {
  @Test func `the process is told its number, its folder and its environment`() throws {
    #expect(ThisProcess.number == ProcessInfo.processInfo.processIdentifier)
    #expect(try ThisProcess.folder() == FileManager.default.currentDirectoryPath)
    #expect(ThisProcess.environment("PATH") == ProcessInfo.processInfo.environment["PATH"])
    #expect(ThisProcess.environment("SHEBAO_IS_NOT_SET") == nil)
  }

  @Test func `an error has the system's words`() {
    #expect(Errno.noSuchFile.text == "No such file or directory")
    #expect(Errno(9_999).text.contains("9999"))
  }

  @Test func `wiped bytes are zeros`() {
    var bytes: [UInt8] = [1, 2, 3]
    wipe(&bytes)
    #expect(bytes == [0, 0, 0])
    var none: [UInt8] = []
    wipe(&none)
    #expect(none == [])
  }

  @Test func `a device that is no terminal has neither modes nor a window`() throws {
    try OpenFile("/dev/null", .readWrite).with { null in
      #expect(!null.isTerminal)
      #expect(null.window == nil)
      // ENOTTY (errno(3)).
      #expect(throws: Errno(25)) { try TerminalModes(of: null) }
    }
  }

  @Test func `a terminal's echo is turned off and back on`() throws {
    // The master end shares the modes of its terminal (pty(7)).
    try OpenFile("/dev/ptmx", [.readWrite, .noControllingTerminal]).with { terminal in
      #expect(terminal.isTerminal)
      let before = try TerminalModes(of: terminal)
      #expect(before.echoes)
      #expect(!before.silent.echoes)
      try before.silent.set(on: terminal)
      #expect(try !TerminalModes(of: terminal).echoes)
      try before.set(on: terminal)
      #expect(try TerminalModes(of: terminal).echoes)
    }
  }

  @Test func `a pipe is readable only while it holds bytes`() throws {
    let pipe = Pipe()
    let reading = FileDescriptor(pipe.fileHandleForReading.fileDescriptor)
    #expect(!reading.isReadable(within: 0))
    try FileDescriptor(pipe.fileHandleForWriting.fileDescriptor).write([1])
    #expect(reading.isReadable(within: 0))
    // Foundation's file handles keep the numbers open until here.
    withExtendedLifetime(pipe) {}
  }
}

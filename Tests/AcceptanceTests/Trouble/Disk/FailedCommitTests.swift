import Protocol
import Testing
import Transport

/// A disk that fails under the real server (R3): the process ends, and has acknowledged nothing
/// that is not durable.
@Suite(.serialized) struct FailedCommitTests {
  /// The exit code of a failed commit: EX_IOERR of sysexits.h.
  static let failed: Int32 = 74

  @Test(arguments: ["sync", "write", "room"])
  func `a failed commit ends the process without an answer, and the next start is consistent`(
    _ order: String
  ) async throws {
    try await onThread {
      let interposer = try Interposer()
      let rig = try ServerRig("commit-\(order)", preload: interposer.environment)
      try withRig(rig) {
        var clerk = try ClerkRig(rig, notices: 3)
        try clerk.worker.work(0..<1)
        try clerk.settled(0)
        try interposer.inject(order)
        try Self.lose(&clerk, declaring: 1)
        #expect(try rig.serverEnds() == Self.failed)
        #expect(rig.log.contains("journal_failed"))
        try interposer.clear(order)
        try rig.startServer()
        // Repeats use the same keys: a change that was not acknowledged may be durable, never
        // twice.
        try clerk.worker.work(1..<3)
        try clerk.worker.finish()
        try clerk.prove()
      }
      try interposer.remove()
    }
  }

  @Test func `a file that may not grow ends the process, not by a signal`() async throws {
    try await onThread {
      let rig = try ServerRig("commit-size")
      try withRig(rig) {
        var clerk = try ClerkRig(rig, notices: 2)
        // The limit applies to the books' files as well, so the bookkeeper catches up first.
        try clerk.awaitBooks()
        try SystemTool.run("prlimit", ["--pid", "\(try rig.serverID)", "--fsize=4096:"])
        try Self.lose(&clerk, declaring: 0)
        #expect(try rig.serverEnds() == Self.failed)
        try rig.startServer()
        try clerk.worker.work(0..<2)
        try clerk.worker.finish()
        try clerk.prove()
      }
    }
  }

  @Test func `after two failed commits a start takes no change until an operator says so`()
    async throws
  {
    try await onThread {
      let interposer = try Interposer()
      let rig = try ServerRig("commit-twice", preload: interposer.environment)
      try withRig(rig) {
        var clerk = try ClerkRig(rig, notices: 3)
        try clerk.worker.work(0..<1)
        try clerk.settled(0)
        for _ in 0..<2 {
          try interposer.inject("write")
          try Self.lose(&clerk, declaring: 1)
          #expect(try rig.serverEnds() == Self.failed)
          try interposer.clear("write")
          try rig.startServer()
        }
        #expect(rig.log.contains("read_only failed=2"))
        #expect(try clerk.refusal(ofDeclaring: 1)?.reason == "READ_ONLY")
        #expect(try clerk.todo(1) != nil)
        #expect(try rig.stopServer() == 0)
        rig.arrange(options: ["--force"], preload: interposer.environment)
        try rig.startServer()
        try clerk.worker.work(1..<3)
        try clerk.worker.finish()
        try clerk.prove()
      }
      try interposer.remove()
    }
  }

  /// Sends a declaration whose commit fails, and checks that it is not answered.
  private static func lose(_ clerk: inout ClerkRig, declaring index: Int) throws {
    do {
      let refusal = try clerk.refusal(ofDeclaring: index)
      Issue.record("the call was answered: \(refusal?.reason ?? "done")")
    } catch NoReply.lost {
      // As it must be: the outcome is unknown.
    } catch is ChannelFailure {
      // An operation of the server's own failed first, so it does not accept connections.
    }
  }
}

import Protocol
import Testing
import Transport

/// A disk that fails under the real server (R3): the process ends, and nothing false was said.
@Suite(.serialized) struct FailedCommitTests {
  /// The exit code of a failed commit: EX_IOERR of sysexits.h.
  static let failed: Int32 = 74

  @Test(arguments: ["sync", "write", "room"])
  func `a failed commit ends the process without an answer, and the next start is consistent`(
    _ order: String
  ) async throws {
    try await onThread {
      let interposer = try Interposer()
      let house = try House("commit-\(order)", preload: interposer.environment)
      try inHouse(house) {
        var street = try Street(house, notices: 3)
        try street.worker.work(0..<1)
        try street.settled(0)
        try interposer.order(order)
        try Self.lose(&street, declaring: 1)
        #expect(try house.serverEnds() == Self.failed)
        #expect(house.log.contains("journal_failed"))
        try interposer.rescind(order)
        try house.startServer()
        // Under the same keys all goes on: what was not said may be there or not, never twice.
        try street.worker.work(1..<3)
        try street.worker.finish()
        try street.prove()
      }
      try interposer.remove()
    }
  }

  @Test func `a file that may not grow ends the process, not by a signal`() async throws {
    try await onThread {
      let house = try House("commit-size")
      try inHouse(house) {
        var street = try Street(house, notices: 2)
        // The books' files may not grow either, so they are to have all first.
        try street.quiet()
        try Tool.run("prlimit", ["--pid", "\(house.serverID)", "--fsize=4096:"])
        try Self.lose(&street, declaring: 0)
        #expect(try house.serverEnds() == Self.failed)
        try house.startServer()
        try street.worker.work(0..<2)
        try street.worker.finish()
        try street.prove()
      }
    }
  }

  @Test func `after two failed commits a start takes no change until an operator says so`()
    async throws
  {
    try await onThread {
      let interposer = try Interposer()
      let house = try House("commit-twice", preload: interposer.environment)
      try inHouse(house) {
        var street = try Street(house, notices: 3)
        try street.worker.work(0..<1)
        try street.settled(0)
        for _ in 0..<2 {
          try interposer.order("write")
          try Self.lose(&street, declaring: 1)
          #expect(try house.serverEnds() == Self.failed)
          try interposer.rescind("write")
          try house.startServer()
        }
        #expect(house.log.contains("read_only failed=2"))
        #expect(try street.refusal(ofDeclaring: 1)?.reason == "READ_ONLY")
        #expect(try street.todo(1) != nil)
        #expect(try house.stopServer() == 0)
        house.arrange(options: ["--force"], preload: interposer.environment)
        try house.startServer()
        try street.worker.work(1..<3)
        try street.worker.finish()
        try street.prove()
      }
      try interposer.remove()
    }
  }

  /// A change whose commit fails has no answer.
  private static func lose(_ street: inout Street, declaring index: Int) throws {
    do {
      let refusal = try street.refusal(ofDeclaring: index)
      Issue.record("it was answered: \(refusal?.reason ?? "done")")
    } catch CallStumble.lost {
      // As it must be: nobody knows.
    } catch is ChannelFailure {
      // An operation of the bureau's own was the first to fail.
    }
  }
}

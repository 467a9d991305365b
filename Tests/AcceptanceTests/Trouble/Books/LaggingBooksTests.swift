import Protocol
import Store
import Testing
import Transport

/// Another program locks the books of the real server: the bookkeeper falls behind by no more than
/// `--books-lag` operations, and catches up when the lock is released.
@Suite(.serialized) struct LaggingBooksTests {
  /// The value of `--books-lag` in the suite, in operations.
  static let usualLag: UInt64 = 100
  /// The value of `--books-lag` in `./dev prove trouble`, in operations.
  static let fullLag: UInt64 = 3_000
  /// The number of declarations beyond the limit.
  static let callsBeyondLimit = 60

  @Test(.timeLimit(.minutes(10)))
  func `with locked books changes wait at the --books-lag limit, queries and reports do not`()
    async throws
  {
    let limit = TroubleProof.isFull ? Self.fullLag : Self.usualLag
    try await onThread {
      let rig = try ServerRig("lag", options: ["--books-lag", "\(limit)"])
      try withRig(rig) {
        var clerk = try ClerkRig(rig, notices: 1 + Int(limit) + Self.callsBeyondLimit)
        try rig.lab(["sandbox", "faults", "set", "delay=3000*1"])
        try clerk.worker.work(0..<1)
        try clerk.awaitBooks()

        var lock: Database? = try Self.lockedBooks(rig)
        let crowd = try Self.declareAll(&clerk)
        let calls = clerk.worker.errands.count - 1
        let taken = UInt64(calls) - (try Self.waiting(rig, of: UInt64(calls)))
        #expect(0 < taken && taken <= limit + 1)
        // Queries are answered from memory, and partners' reports are accepted.
        #expect(try clerk.todo(2) != nil)
        try clerk.settled(0)
        let refusal = try #require(try Self.refusal(clerk))
        #expect(refusal.reason == "BOOKS_BEHIND" && refusal.outcome == .notStarted)
        #expect(rig.log.contains("books_wait") && !rig.log.contains("bookkeeper_stopped"))

        try lock?.execute("ROLLBACK")
        lock = nil
        let state = try crowd.wait { $0.answered == calls }
        crowd.stop()
        #expect(state.errors.isEmpty, "\(state.errors.values.first?.reason ?? "")")
        try clerk.awaitBooks()
        TroubleProof.figure("lag", state.replies.count, of: calls)
        try clerk.worker.work(1..<2)
        try clerk.worker.finish(0..<2)
        try clerk.prove()
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a server stops while its books are locked, starts only without the lock, and then goes on`()
    async throws
  {
    try await onThread {
      let rig = try ServerRig("locked")
      try withRig(rig) {
        var clerk = try ClerkRig(rig, notices: 2)
        try clerk.awaitBooks()
        var lock: Database? = try Self.lockedBooks(rig)
        try clerk.worker.declareOnce(0)
        try eventually("the bookkeeper waits") { rig.log.contains("books_wait_for_lock") }
        #expect(try rig.stopServer() == 0)
        let (code, output) = try rig.failToStart()
        #expect(code == 70)
        #expect(output.contains("locked") && output.contains("next: end the program that holds"))
        try lock?.execute("ROLLBACK")
        // Without a lock, an open connection still keeps `rebuild` from replacing the file.
        let refused = try rig.run("shebaod", ["rebuild", "--data", rig.data], expecting: 70)
        #expect(refused.contains("next: end the program that has the books open"))
        lock = nil
        try rig.startServer()
        try clerk.worker.work(0..<2)
        try clerk.worker.finish()
        try clerk.prove()
      }
    }
  }

  /// Opens the books as another program would, and takes SQLite's write lock.
  private static func lockedBooks(_ rig: ServerRig) throws -> Database {
    let books = try Database.open(path: rig.data + "/books.db", mode: .readWriteCreate)
    try books.execute("BEGIN IMMEDIATE")
    return books
  }

  /// Sends the declarations of all notices but the first, at once.
  private static func declareAll(_ clerk: inout ClerkRig) throws -> CrowdRig {
    let channel = try clerk.rig.connectOfficer()
    defer { channel.close() }
    let calls = clerk.worker.errands.indices.dropFirst().map { index in
      CrowdCall(
        session: clerk.session, request: clerk.worker.declaration(index),
        key: clerk.worker.key(ofDeclaring: index, channel), timeoutMs: 120_000)
    }
    let crowd = try CrowdRig(
      .unix(path: clerk.rig.data + "/officer.sock"), calls: calls.count)
    crowd.ask(calls)
    return crowd
  }

  /// Waits until each call is either committed or waits for the books.
  ///
  /// - Returns: the number of calls that wait.
  private static func waiting(_ rig: ServerRig, of calls: UInt64) throws -> UInt64 {
    var waiting: UInt64 = 0
    try eventually("the calls beyond the limit wait", within: 120_000) {
      let counters = try ServerCounters.read(rig)
      waiting = try #require(counters["behind"])
      let lag = try #require(counters["durable"]) - #require(counters["books"])
      return waiting > 0 && waiting + lag >= calls
    }
    return waiting
  }

  /// Sends a declaration with a deadline of 1 s and returns its refusal, or nil.
  private static func refusal(_ clerk: ClerkRig) throws -> CallError? {
    let channel = try clerk.rig.connect()
    defer { channel.close() }
    do {
      _ = try channel.ask(
        clerk.worker.declaration(1), as: clerk.session, key: newKey(channel), timeoutMs: 1_000)
      return nil
    } catch NoReply.refused(let error) {
      return error
    }
  }
}

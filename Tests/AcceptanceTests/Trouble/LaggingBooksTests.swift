import Protocol
import Store
import Testing
import Transport

/// Another program holds the books of the real server: they fall behind, to the bound and not past
/// it, and catch up when it lets go.
@Suite(.serialized) struct LaggingBooksTests {
  static let usual: UInt64 = 100
  static let full: UInt64 = 3_000
  /// Those who find no room under the bound.
  static let late = 60

  @Test(.timeLimit(.minutes(10)))
  func `at the bound changes wait, reads and reports go on, and all goes on in order`()
    async throws
  {
    let bound = Proof.isFull ? Self.full : Self.usual
    try await onThread {
      let house = try House("lag", options: ["--books-lag", "\(bound)"])
      try inHouse(house) {
        var street = try Street(house, notices: 1 + Int(bound) + Self.late)
        try house.lab(["sandbox", "faults", "set", "delay=3000*1"])
        try street.worker.work(0..<1)
        try street.quiet()

        var holder: Database? = try Self.hold(house)
        let crowd = try Self.declareAll(&street)
        let calls = street.worker.errands.count - 1
        let taken = UInt64(calls) - (try Self.waiting(house, of: UInt64(calls)))
        #expect(0 < taken && taken <= bound + 1)
        // What is asked is answered from memory, and what partners say is taken.
        #expect(try street.todo(2) != nil)
        try street.settled(0)
        let refusal = try #require(try Self.refusal(street))
        #expect(refusal.reason == "BOOKS_BEHIND" && refusal.outcome == .notStarted)
        #expect(house.log.contains("books_wait") && !house.log.contains("bookkeeper_stopped"))

        try holder?.execute("ROLLBACK")
        holder = nil
        let state = try crowd.wait { $0.answered == calls }
        crowd.stop()
        #expect(state.errors.isEmpty, "\(state.errors.values.first?.reason ?? "")")
        try street.quiet()
        Proof.figure("lag", state.replies.count, of: calls)
        try street.worker.work(1..<2)
        try street.worker.finish(0..<2)
        try street.prove()
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `it stops while the books are held, does not start on them, and goes on when they are free`()
    async throws
  {
    try await onThread {
      let house = try House("held")
      try inHouse(house) {
        var street = try Street(house, notices: 2)
        try street.quiet()
        var holder: Database? = try Self.hold(house)
        try street.worker.declareOnce(0)
        try eventually("it waits") { house.log.contains("books_wait_for_lock") }
        #expect(try house.stopServer() == 0)
        let (code, said) = try house.failToStart()
        #expect(code == 70)
        #expect(said.contains("locked") && said.contains("next: end the program that holds"))
        try holder?.execute("ROLLBACK")
        // Idle, the program is still in the way of books made anew: they are not swapped in.
        let refused = try house.run("shebaod", ["rebuild", "--data", house.data], expecting: 70)
        #expect(refused.contains("next: end the program that has the books open"))
        holder = nil
        try house.startServer()
        try street.worker.work(0..<2)
        try street.worker.finish()
        try street.prove()
      }
    }
  }

  /// Another program that has the books, and keeps them from being written.
  private static func hold(_ house: House) throws -> Database {
    let books = try Database.open(path: house.data + "/books.db", mode: .readWriteCreate)
    try books.execute("BEGIN IMMEDIATE")
    return books
  }

  /// Sends the declarations of all notices but the first, at once.
  private static func declareAll(_ street: inout Street) throws -> Crowd.Handle {
    let channel = try street.house.connectOfficer()
    defer { channel.close() }
    let errands = street.worker.errands.indices.dropFirst()
    let calls = errands.map { index in
      Crowd.Call(
        session: street.session, request: street.worker.declaration(index),
        key: street.worker.key(ofDeclaring: index, channel), timeoutMs: 120_000)
    }
    let crowd = try Crowd.Handle(
      .unix(path: street.house.data + "/officer.sock"), calls: calls.count)
    crowd.ask(calls)
    return crowd
  }

  /// Waits until each call is either taken or waits for the books; how many wait.
  private static func waiting(_ house: House, of calls: UInt64) throws -> UInt64 {
    var waiting: UInt64 = 0
    try eventually("all that is past the bound waits", within: 120_000) {
      let counters = try Counters.read(house)
      waiting = counters["behind"] ?? 0
      let lag = (counters["durable"] ?? 0) - (counters["books"] ?? 0)
      return waiting > 0 && waiting + lag >= calls
    }
    return waiting
  }

  /// Why a change with little time is refused.
  private static func refusal(_ street: Street) throws -> CallError? {
    let channel = try street.house.connect()
    defer { channel.close() }
    do {
      _ = try channel.ask(
        street.worker.declaration(1), as: street.session, key: newKey(channel), timeoutMs: 1_000)
      return nil
    } catch CallStumble.refused(let error) {
      return error
    }
  }
}

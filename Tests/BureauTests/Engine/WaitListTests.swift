import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct WaitListTests {
  private static func incoming(
    connection: UInt64, stream: UInt64, session: UInt64? = nil
  ) -> IncomingRequest {
    IncomingRequest(
      address: ReplyAddress(loop: 0, connection: connection, stream: stream), credential: .none,
      token: session.map { StandInDigests().plain(Id128(high: 0, low: $0).bytes) }, key: nil,
      digest: nil, deadline: .latest, credit: 0, request: .session(.whoami))
  }

  private static func wait(_ number: UInt64) -> WaitList.Cause {
    .wait(.session(Id128(high: 1, low: number)))
  }

  private static func waiter(_ incoming: IncomingRequest, _ cause: WaitList.Cause)
    -> WaitList.Waiter
  {
    WaitList.Waiter(incoming: incoming, found: LookupResults(), cause: cause)
  }

  private static func isTaken(
    _ waiting: WaitList, _ incoming: IncomingRequest, _ cause: WaitList.Cause
  ) -> Bool {
    do throws(Refusal) {
      try waiting.check(incoming, cause)
      return true
    } catch {
      return false
    }
  }

  /// Makes a wait list with `count` waits for a change, each of its own connection and session.
  private static func full(_ count: Int) throws -> WaitList {
    var waiting = WaitList()
    for number in 0..<UInt64(count) {
      let incoming = incoming(connection: number, stream: 1, session: number)
      _ = try waiting.add(waiter(incoming, wait(number)))
    }
    return waiting
  }

  @Test func `at most countMax requests wait, for any cause`() throws {
    var waiting = WaitList()
    let next = Self.incoming(connection: .max, stream: 1)
    for number in 0..<UInt64(WaitList.countMax) {
      #expect(Self.isTaken(waiting, next, .stored))
      let incoming = Self.incoming(connection: number / 100, stream: number)
      _ = try waiting.add(Self.waiter(incoming, .stored))
    }
    #expect(!Self.isTaken(waiting, next, .stored))
    #expect(!Self.isTaken(waiting, next, .lookup(.employer(Fixture.registration(1)))))
    #expect(waiting.remove(at: ReplyAddress(loop: 0, connection: 0, stream: 0)) != nil)
    #expect(Self.isTaken(waiting, next, .stored))
  }

  @Test func `removed requests do not pile up in the deadline heap`() throws {
    var waiting = WaitList()
    let stays = Self.incoming(connection: 1, stream: 0)
    _ = try waiting.add(Self.waiter(stays, .derive))
    for stream in 1...UInt64(10 * WaitList.deadlinesSpare) {
      let incoming = Self.incoming(connection: 1, stream: stream)
      _ = try waiting.add(Self.waiter(incoming, .derive))
      #expect(waiting.remove(at: incoming.address) != nil)
    }
    #expect(waiting.count == 1 && waiting.deadlineCount <= 2 + WaitList.deadlinesSpare)
    #expect(waiting.popDue(by: .latest)?.incoming.address == stays.address)
  }

  @Test func `a session's waits are limited over all connections`() throws {
    var waiting = WaitList()
    for number in 0..<UInt64(WaitList.ownerWaitsMax) {
      let incoming = Self.incoming(connection: number, stream: 1, session: 1)
      _ = try waiting.add(Self.waiter(incoming, Self.wait(number)))
    }
    let next = Self.incoming(connection: 900, stream: 1, session: 1)
    #expect(throws: Refusal.self) { try waiting.add(Self.waiter(next, Self.wait(900))) }
    #expect(waiting.count == WaitList.ownerWaitsMax)
    let other = Self.incoming(connection: 900, stream: 1, session: 2)
    #expect(Self.isTaken(waiting, other, Self.wait(900)))
    #expect(Self.isTaken(waiting, next, .stored), "its other requests are taken")
    #expect(waiting.remove(at: ReplyAddress(loop: 0, connection: 0, stream: 1)) != nil)
    #expect(Self.isTaken(waiting, next, Self.wait(900)))
  }

  @Test func `a login's waits are limited without a session`() throws {
    var waiting = WaitList()
    for number in 0..<UInt64(WaitList.ownerWaitsMax) {
      let incoming = Self.incoming(connection: number, stream: 1)
      _ = try waiting.add(Self.waiter(incoming, Self.wait(7)))
    }
    let next = Self.incoming(connection: 900, stream: 1)
    #expect(!Self.isTaken(waiting, next, Self.wait(7)))
    #expect(Self.isTaken(waiting, next, Self.wait(8)))
  }

  @Test func `a connection's waits are limited over all sessions`() throws {
    var waiting = WaitList()
    for number in 0..<UInt64(WaitList.connectionWaitsMax) {
      let incoming = Self.incoming(connection: 1, stream: number, session: number)
      _ = try waiting.add(Self.waiter(incoming, Self.wait(number)))
    }
    let next = Self.incoming(connection: 1, stream: 900, session: 900)
    #expect(!Self.isTaken(waiting, next, Self.wait(900)))
    #expect(Self.isTaken(waiting, next, .lookup(.employer(Fixture.registration(1)))))
    waiting.removeAll(ofLoop: 0, connection: 1)
    #expect(waiting.count == 0)
    #expect(Self.isTaken(waiting, next, Self.wait(900)))
  }

  @Test func `waits for changes leave room for lookups, derivations and stored replies`() throws {
    var waiting = try Self.full(WaitList.waitsMax - 1)
    let next = Self.incoming(connection: 50_000, stream: 1, session: 50_000)
    _ = try waiting.add(Self.waiter(next, Self.wait(50_000)))
    let last = Self.incoming(connection: 50_001, stream: 1, session: 50_001)
    #expect(!Self.isTaken(waiting, last, Self.wait(50_001)))
    let need = WaitList.Cause.lookup(.employer(Fixture.registration(1)))
    for number in 0..<UInt64(WaitList.countMax - WaitList.waitsMax) {
      let incoming = Self.incoming(connection: 60_000, stream: number)
      _ = try waiting.add(Self.waiter(incoming, need))
    }
    for cause in [need, .derive, .stored] {
      #expect(throws: WaitList.full) { try waiting.add(Self.waiter(last, cause)) }
    }
    #expect(waiting.removeAll(for: .employer(Fixture.registration(1))).count == 10_000)
    #expect(waiting.count == WaitList.waitsMax)
  }

  @Test func `a wait without room is refused as not started`() throws {
    var rig = EngineRig()
    let clerk = rig.signIn()
    var addresses: [ReplyAddress] = []
    for number in 0...UInt64(WaitList.ownerWaitsMax) {
      let key = Id128(millis: 1_700_000_000_000, randomA: 1, randomB: number)
      let ask = Request.pay(.status(PaymentStatusRequest(key: key, wait: true)))
      addresses.append(rig.send(ask, as: clerk))
    }
    let codes = addresses.map { rig.outcome(of: $0).code }
    #expect(codes.dropLast().allSatisfy { $0 == nil })
    #expect(codes.last == .exhausted)
    #expect(rig.extent(of: addresses[addresses.count - 1]) == .notStarted)
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct ParkingTests {
  private static func incoming(
    connection: UInt64, stream: UInt64, session: UInt64? = nil
  ) -> Incoming {
    Incoming(
      ticket: Ticket(loop: 0, connection: connection, stream: stream), credential: .none,
      token: session.map { StandInDigests().plain(Id128(high: 0, low: $0).bytes) }, key: nil,
      digest: nil, deadline: .latest, credit: 0, request: .session(.whoami))
  }

  private static func wait(_ number: UInt64) -> Parking.Why {
    .wait(.session(Id128(high: 1, low: number)))
  }

  private static func place(_ incoming: Incoming, _ why: Parking.Why) -> Parking.Place {
    Parking.Place(incoming: incoming, found: Found(), why: why)
  }

  private static func isTaken(_ parking: Parking, _ incoming: Incoming, _ why: Parking.Why) -> Bool
  {
    do throws(Refusal) {
      try parking.check(incoming, why)
      return true
    } catch {
      return false
    }
  }

  /// So many that wait for something to move, each on a connection and in a session of its own.
  private static func full(_ count: Int) throws -> Parking {
    var parking = Parking()
    for number in 0..<UInt64(count) {
      let incoming = incoming(connection: number, stream: 1, session: number)
      _ = try parking.park(place(incoming, wait(number)))
    }
    return parking
  }

  @Test func `so many wait in all, for whatever it is`() throws {
    var parking = Parking()
    let next = Self.incoming(connection: .max, stream: 1)
    for number in 0..<UInt64(Parking.countMax) {
      #expect(Self.isTaken(parking, next, .stored))
      let incoming = Self.incoming(connection: number / 100, stream: number)
      _ = try parking.park(Self.place(incoming, .stored))
    }
    #expect(!Self.isTaken(parking, next, .stored))
    #expect(!Self.isTaken(parking, next, .need(.employer(Fixture.registration(1)))))
    #expect(parking.take(Ticket(loop: 0, connection: 0, stream: 0)) != nil)
    #expect(Self.isTaken(parking, next, .stored))
  }

  @Test func `those who came and went leave no trace among the deadlines`() throws {
    var parking = Parking()
    let stays = Self.incoming(connection: 1, stream: 0)
    _ = try parking.park(Self.place(stays, .derive))
    for stream in 1...UInt64(10 * Parking.deadlinesSpare) {
      let incoming = Self.incoming(connection: 1, stream: stream)
      _ = try parking.park(Self.place(incoming, .derive))
      #expect(parking.take(incoming.ticket) != nil)
    }
    #expect(parking.count == 1 && parking.deadlineCount <= 2 + Parking.deadlinesSpare)
    #expect(parking.take(due: .latest)?.incoming.ticket == stays.ticket)
  }

  @Test func `a session's waits are limited, on whichever connections it is`() throws {
    var parking = Parking()
    for number in 0..<UInt64(Parking.ownerWaitsMax) {
      let incoming = Self.incoming(connection: number, stream: 1, session: 1)
      _ = try parking.park(Self.place(incoming, Self.wait(number)))
    }
    let next = Self.incoming(connection: 900, stream: 1, session: 1)
    #expect(throws: Refusal.self) { try parking.park(Self.place(next, Self.wait(900))) }
    #expect(parking.count == Parking.ownerWaitsMax)
    let other = Self.incoming(connection: 900, stream: 1, session: 2)
    #expect(Self.isTaken(parking, other, Self.wait(900)))
    #expect(Self.isTaken(parking, next, .stored), "its other requests are taken")
    #expect(parking.take(Ticket(loop: 0, connection: 0, stream: 1)) != nil)
    #expect(Self.isTaken(parking, next, Self.wait(900)))
  }

  @Test func `a login's waits are limited without a session`() throws {
    var parking = Parking()
    for number in 0..<UInt64(Parking.ownerWaitsMax) {
      let incoming = Self.incoming(connection: number, stream: 1)
      _ = try parking.park(Self.place(incoming, Self.wait(7)))
    }
    let next = Self.incoming(connection: 900, stream: 1)
    #expect(!Self.isTaken(parking, next, Self.wait(7)))
    #expect(Self.isTaken(parking, next, Self.wait(8)))
  }

  @Test func `a connection's waits are limited, whichever sessions they are of`() throws {
    var parking = Parking()
    for number in 0..<UInt64(Parking.connectionWaitsMax) {
      let incoming = Self.incoming(connection: 1, stream: number, session: number)
      _ = try parking.park(Self.place(incoming, Self.wait(number)))
    }
    let next = Self.incoming(connection: 1, stream: 900, session: 900)
    #expect(!Self.isTaken(parking, next, Self.wait(900)))
    #expect(Self.isTaken(parking, next, .need(.employer(Fixture.registration(1)))))
    parking.drop(loop: 0, connection: 1)
    #expect(parking.count == 0)
    #expect(Self.isTaken(parking, next, Self.wait(900)))
  }

  @Test func `waits leave places to those for whom memory lacks something`() throws {
    var parking = try Self.full(Parking.waitsMax - 1)
    let next = Self.incoming(connection: 50_000, stream: 1, session: 50_000)
    _ = try parking.park(Self.place(next, Self.wait(50_000)))
    let last = Self.incoming(connection: 50_001, stream: 1, session: 50_001)
    #expect(!Self.isTaken(parking, last, Self.wait(50_001)))
    let need = Parking.Why.need(.employer(Fixture.registration(1)))
    for number in 0..<UInt64(Parking.countMax - Parking.waitsMax) {
      let incoming = Self.incoming(connection: 60_000, stream: number)
      _ = try parking.park(Self.place(incoming, need))
    }
    for why in [need, .derive, .stored] {
      #expect(throws: Parking.full) { try parking.park(Self.place(last, why)) }
    }
    #expect(parking.take(.employer(Fixture.registration(1))).count == 10_000)
    #expect(parking.count == Parking.waitsMax)
  }

  @Test func `a wait that has no place has left no trace, and the next one has its place`() throws {
    var bench = Bench()
    let clerk = bench.signIn()
    var tickets: [Ticket] = []
    for number in 0...UInt64(Parking.ownerWaitsMax) {
      let key = Id128(millis: 1_700_000_000_000, randomA: 1, randomB: number)
      let ask = Request.pay(.status(PaymentStatusRequest(key: key, wait: true)))
      tickets.append(bench.send(ask, as: clerk))
    }
    let codes = tickets.map { bench.outcome(of: $0).code }
    #expect(codes.dropLast().allSatisfy { $0 == nil })
    #expect(codes.last == .exhausted)
    #expect(bench.extent(of: tickets[tickets.count - 1]) == .notStarted)
  }
}

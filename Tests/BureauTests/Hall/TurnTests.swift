import Fixtures
import Protocol
import Testing

@testable import Bureau

/// What one turn of the hall holds.
@Suite struct TurnTests {
  private static func asks(_ count: Int, connection: UInt64) -> [Item] {
    (0..<count).map { stream in
      .request(
        Incoming(
          ticket: Ticket(loop: 0, connection: connection, stream: UInt64(stream)),
          credential: .none, token: nil, key: nil, digest: nil,
          deadline: Bench.start.adding(milliseconds: 10_000), credit: 0, request: .login(.slider)))
    }
  }

  private static func turn(_ hall: inout Hall, _ items: [Item]) -> Turn {
    hall.work(items[...], now: Bench.start, books: 0)
  }

  @Test(arguments: [(64, 64), (65, 64), (128, 64)])
  func `a turn holds 64 requests of one connection, and the rest comes next`(
    count: Int, answered: Int
  ) {
    var hall = Bench().hall
    // Another connection's request comes last, and does not wait for the first's.
    let items = Self.asks(count, connection: 1) + Self.asks(1, connection: 2)
    var turn = Self.turn(&hall, items)
    #expect(hall.release(durable: 0).count == answered + 1)
    #expect(turn.left.count == count - answered)
    turn = Self.turn(&hall, turn.left)
    #expect(hall.release(durable: 0).count == count - answered)
    #expect(turn.left.isEmpty)
  }

  @Test func `what a connection sends after its share keeps its order`() {
    var hall = Bench().hall
    let gone = Item.gone(loop: 0, connection: 1)
    let turn = Self.turn(&hall, Self.asks(65, connection: 1) + [gone])
    guard case .request = turn.left.first, case .gone = turn.left.last else {
      Issue.record("the rest is \(turn.left)")
      return
    }
    #expect(turn.left.count == 2)
  }

  @Test func `a turn ends when its time is spent, and gives the rest back`() {
    var hall = Bench().hall
    var asked = 0
    let turn = hall.work(Self.asks(10, connection: 1)[...], now: Bench.start, books: 0) {
      asked += 1
      return asked > 6
    }
    #expect(!turn.left.isEmpty && turn.left.count < 10)
    #expect(hall.release(durable: 0).count == 10 - turn.left.count)
  }

  @Test(arguments: [(Hall.turnDueMax, 0), (Hall.turnDueMax + 1, 1)])
  func `a turn takes so many time-outs, and asks at once for the rest`(count: Int, left: Int) {
    let later = Bench.start.adding(milliseconds: Agenda.cancelAfterMilliseconds)
    var bench = Bench(
      of: (1...UInt64(count)).map { Fixture.payer(.requested, number: UInt32($0), of: $0) })
    let turn = bench.hall.work([.tick], now: later, books: 0)
    #expect(turn.rows.count == count - left)
    #expect((bench.hall.nextWake == later) == (left > 0))
    #expect(bench.hall.work([], now: later, books: 0).rows.count == left)
  }

  @Test(arguments: [(1_000, 1), (1_001, 2)])
  func `sessions that end by themselves fit into rows of a thousand`(count: Int, rows: Int) {
    var state = State()
    for number in 1...UInt64(count) {
      state.admit(
        Fixture.session(
          Id128(high: 5, low: number), token: StandInDigests().plain(Array("\(number)".utf8)),
          of: Fixture.resident(1), at: Fixture.registration(1), as: .taxClerk, opened: Bench.start,
          ends: Bench.start.adding(milliseconds: 1), proved: false))
    }
    var bench = Bench(state)
    bench.advance(Agenda.sweepEveryMilliseconds)
    #expect(bench.rows.count == rows)
    #expect(bench.hall.state.sessions.isEmpty)
  }

  @Test func `the lobby is swept in parts, one turn each, until nothing that ended is left`() {
    var bench = Bench()
    let end = Bench.start.adding(milliseconds: 1)
    bench.hall.lobby.sliders[.zero] = end
    bench.hall.lobby.apply(
      .stranger(
        .zero,
        Stranger(
          failures: [], codesSent: [], now: end.adding(milliseconds: -Stranger.memoryMilliseconds)))
    )
    bench.advance(Agenda.sweepEveryMilliseconds)
    #expect(bench.hall.lobby.sliders.isEmpty)
    #expect(bench.hall.lobby.strangers.count == 1)
    for _ in Lobby.Part.allCases { bench.advance(1) }
    #expect(bench.hall.lobby.strangers.isEmpty)
  }
}

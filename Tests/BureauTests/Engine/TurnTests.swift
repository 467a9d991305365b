import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The limits of one turn of the engine.
@Suite struct TurnTests {
  private static func asks(_ count: Int, connection: UInt64) -> [Input] {
    (0..<count).map { stream in
      .request(
        IncomingRequest(
          address: ReplyAddress(loop: 0, connection: connection, stream: UInt64(stream)),
          credential: .none, token: nil, key: nil, digest: nil,
          deadline: EngineRig.start.adding(milliseconds: 10_000), credit: 0,
          request: .login(.slider)))
    }
  }

  private static func turn(_ engine: inout Engine, _ items: [Input]) -> Turn {
    engine.work(items[...], now: EngineRig.start, books: 0)
  }

  @Test(arguments: [(64, 64), (65, 64), (128, 64)])
  func `a turn takes 64 requests of one connection, the next takes the rest`(
    count: Int, answered: Int
  ) {
    var engine = EngineRig().engine
    // Another connection's request comes last, and is taken in the same turn.
    let items = Self.asks(count, connection: 1) + Self.asks(1, connection: 2)
    var turn = Self.turn(&engine, items)
    #expect(engine.release(durable: 0).count == answered + 1)
    #expect(turn.left.count == count - answered)
    turn = Self.turn(&engine, turn.left)
    #expect(engine.release(durable: 0).count == count - answered)
    #expect(turn.left.isEmpty)
  }

  @Test func `a connection's inputs above its share keep their order`() {
    var engine = EngineRig().engine
    let gone = Input.gone(loop: 0, connection: 1)
    let turn = Self.turn(&engine, Self.asks(65, connection: 1) + [gone])
    guard case .request = turn.left.first, case .gone = turn.left.last else {
      Issue.record("the rest is \(turn.left)")
      return
    }
    #expect(turn.left.count == 2)
  }

  @Test func `a turn ends when its time is spent, and returns the rest`() {
    var engine = EngineRig().engine
    var asked = 0
    let turn = engine.work(Self.asks(10, connection: 1)[...], now: EngineRig.start, books: 0) {
      asked += 1
      return asked > 6
    }
    #expect(!turn.left.isEmpty && turn.left.count < 10)
    #expect(engine.release(durable: 0).count == 10 - turn.left.count)
  }

  @Test(arguments: [(Timers.dueMax, 0), (Timers.dueMax + 1, 1)])
  func `a turn fires at most Timers.dueMax timers, and asks for the next at once`(
    count: Int, left: Int
  ) {
    let later = EngineRig.start.adding(milliseconds: Timing.cancelAfterMilliseconds)
    var rig = EngineRig(
      of: (1...UInt64(count)).map { Fixture.payer(.requested, number: UInt32($0), of: $0) })
    let turn = rig.engine.work([.tick], now: later, books: 0)
    #expect(turn.entries.count == count - left)
    #expect((rig.engine.nextWake == later) == (left > 0))
    #expect(rig.engine.work([], now: later, books: 0).entries.count == left)
  }

  @Test(arguments: [(1_000, 1), (1_001, 2)])
  func `expired sessions are ended a thousand in one operation`(count: Int, entryCount: Int) {
    var state = State()
    for number in 1...UInt64(count) {
      state.add(
        Fixture.session(
          Id128(high: 5, low: number), token: StandInDigests().plain(Array("\(number)".utf8)),
          of: Fixture.resident(1), at: Fixture.registration(1), as: .taxClerk,
          opened: EngineRig.start,
          ends: EngineRig.start.adding(milliseconds: 1), proved: false))
    }
    var rig = EngineRig(state)
    rig.advance(Timing.sweepEveryMilliseconds)
    #expect(rig.entries.count == entryCount)
    #expect(rig.engine.state.sessions.isEmpty)
  }

  @Test
  func `the volatile state is swept in parts, one in each turn`() {
    var rig = EngineRig()
    let end = EngineRig.start.adding(milliseconds: 1)
    rig.engine.volatile.sliders[.zero] = end
    rig.engine.volatile.apply(
      .unknownLogin(
        .zero,
        UnknownLogin(
          failures: [], codesSent: [],
          now: end.adding(milliseconds: -UnknownLogin.memoryMilliseconds)))
    )
    rig.advance(Timing.sweepEveryMilliseconds)
    #expect(rig.engine.volatile.sliders.isEmpty)
    #expect(rig.engine.volatile.unknownLogins.count == 1)
    for _ in VolatileState.Part.allCases { rig.advance(1) }
    #expect(rig.engine.volatile.unknownLogins.isEmpty)
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Repeats of keys, reads of history, the gate, and lookups by name.
@Suite struct RepeatTests {
  @Test func `R-1205: a repeat of the key of an evicted payment is answered from the books`() throws
  {
    var rig = EngineRig(of: [Fixture.employer(1)])
    let clerk = rig.signIn()
    let pay = Request.pay(
      .agreement(
        PayByAgreement(
          notice: Fixture.notice().number, version: 1, deferrable: [], deferralConfirmed: false,
          total: try #require(Money(fen: 1)), digest: .zero, agreement: nil, password: "",
          withoutPassword: false)))
    let key = rig.newKey()
    let scope = Caller.scope(of: try #require(rig.engine.state.sessions.values.first))
    let digest = StandInDigests().keyed(.request, Array("\(pay)".utf8))
    rig.engine.keys.insert(
      scope, key, KeyedOperation(sequence: 1, digest: digest, attempt: Fixture.ticket(1)),
      at: rig.now.real)
    guard case .query(let query) = rig.call(pay, as: clerk, key: key) else {
      Issue.record("the books were not asked")
      return
    }
    #expect(query == .status(Fixture.registration(1), Fixture.ticket(1)))
  }

  @Test func `an employer's history waits for its own operations, not for others'`() throws {
    var state = State()
    state.load(Fixture.employer(1))
    state.employers[Fixture.registration(1)]?.sequence = 3
    state.sequence = 9
    var rig = EngineRig(state)
    guard case .token(let token) = rig.signIn() else { return }
    let incoming = IncomingRequest(
      address: ReplyAddress(loop: 0, connection: 1, stream: 1), credential: .none,
      token: StandInDigests().plain(token), key: nil, digest: nil,
      deadline: rig.now.real.adding(milliseconds: 1_000), credit: 0,
      request: .query(.paid(QueryFilter(after: ""))))
    rig.engine.state.persons[Fixture.resident(1)] = Fixture.person(1)
    let turn = rig.engine.work([.request(incoming)], now: rig.now.real, books: 9)
    guard case .query(_, _, let sequence, let until) = turn.jobs.last else {
      Issue.record("no query: \(turn.jobs)")
      return
    }
    #expect(sequence == 3 && until == incoming.deadline)
  }

  @Test(
    arguments: [
      (.paymentPassword(.code), true), (.session(.stepupStart(StepUpStart(app: .taxApp))), true),
      (.session(.logout), false), (.session(.whoami), false),
    ] as [(Request, Bool)])
  func `a closed gate refuses exactly the methods that begin something`(
    request: Request, stops: Bool
  ) {
    var rig = EngineRig.ofOne()
    let clerk = rig.signIn()
    rig.engine.set(Gate(closed: Refusal(.readOnly, "")))
    #expect((rig.call(request, as: clerk).code == .readOnly) == stops)
  }

  @Test func `R-1203: officers with long names that end alike have different key scopes`() {
    let names = ["west", "east"].map { "\($0) office of the district tax bureau" }
    let scopes = names.map { Caller.officer($0).scope(StandInDigests()) }
    #expect(scopes[0] != nil && scopes[0] != scopes[1])
  }

  @Test func `a name booked during a lookup is kept until the lookup ends`() {
    var engine = EngineRig().engine
    let lookup = Lookup.user("user1")
    engine.lookups.begin(lookup, books: 0)
    engine.state.sequence = 1
    engine.lookups.add(Fixture.person(1), 1)
    _ = engine.work([.tick], now: EngineRig.start, books: 1)
    guard case .user(_, let found) = engine.lookups.unbooked.complete(.user("user1", [])) else {
      Issue.record("no result for a name")
      return
    }
    #expect(found == [Fixture.resident(1)])
    _ = engine.work([.lookupResult(.user("user1", []))], now: EngineRig.start, books: 1)
    #expect(engine.lookups.unbooked.isEmpty)
  }

  @Test func `an officer's list counts a day of real time, not of a sandbox's business clock`() {
    var state = State()
    state.clockAhead = 40 * 86_400_000
    var rig = EngineRig(state)
    let before = rig.now.real.adding(milliseconds: -86_400_000)
    guard
      case .query(let query) = rig.call(
        .officer(.attempts), as: .credential(.officer("o")))
    else {
      Issue.record("the books were not asked")
      return
    }
    #expect(query == .officerAttempts(before: before))
  }
}

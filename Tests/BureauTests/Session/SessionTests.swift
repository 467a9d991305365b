import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct SessionTests {
  @Test func `a fourth login ends the oldest session of the person there`() throws {
    var bench = Bench.ofOne()
    var tokens: [[UInt8]] = []
    for _ in 0..<4 {
      bench.advance(60_000)
      let session = try #require(bench.proveByCode(try bench.opened()).step?.session)
      tokens.append(session.token)
    }
    #expect(bench.call(.session(.whoami), as: .token(tokens[0])).code == .notSignedIn)
    guard let list = bench.call(.session(.list), as: .token(tokens[3])).reply as? SessionList
    else {
      throw Bench.Missing.reply
    }
    #expect(list.sessions.count == SessionRules.sessionsMax)
    #expect(list.sessions.map(\.current) == [false, false, true])
    let ended = SessionReference(session: list.sessions[0].session)
    #expect(bench.call(.session(.end(ended)), as: .token(tokens[3])).reply != nil)
    #expect(bench.call(.session(.whoami), as: .token(tokens[1])).code == .notSignedIn)
    #expect(bench.call(.session(.end(ended)), as: .token(tokens[3])).code == .sessionNotFound)
  }

  // R-1205
  @Test func `a person has one opaque name at each employer and login, others have others`() throws
  {
    var bench = Bench.ofOne()
    let first = try #require(bench.proveByCode(try bench.opened()).step?.session)
    bench.advance(60_000)
    let again = try #require(bench.proveByCode(try bench.opened()).step?.session)
    #expect(first.personId == again.personId)
    #expect(first.token != again.token)
    let names = Set((1...64).map { Entering.name(of: Fixture.resident($0), StandInDigests()) })
    #expect(names.count == 64)
    #expect(names.contains(first.personId))
    let elsewhere = Entering.name(of: Fixture.resident(1), StandInDigests(pepper: 1))
    #expect(!names.contains(elsewhere))
  }

  @Test func `another's session and another employer's are not found`() {
    var bench = Bench()
    bench.shelf.put(Fixture.person(1, at: [1, 2]))
    let mine = bench.signIn(1, at: 1)
    _ = bench.signIn(1, at: 2)
    _ = bench.signIn(2, at: 1)
    for session in bench.hall.state.sessions.values
    where session.resident != Fixture.resident(1)
      || session.registration != Fixture.registration(1)
    {
      let named = SessionReference(session: session.id)
      #expect(bench.call(.session(.end(named)), as: mine).code == .sessionNotFound)
    }
    #expect(bench.hall.state.sessions.count == 3)
  }

  @Test func `logout ends the session that asks`() {
    var bench = Bench()
    let clerk = bench.signIn()
    #expect(bench.call(.session(.logout), as: clerk).message(Done.self) == Done(text: "已退出登录"))
    #expect(bench.call(.session(.whoami), as: clerk).code == .notSignedIn)
    #expect(bench.call(.session(.logout), as: clerk).code == .notSignedIn)
  }

  // R-1403
  @Test(arguments: [(1_799_999, true), (1_800_000, false)])
  func `a session ends after 30 idle minutes`(idle: Int64, lives: Bool) {
    var bench = Bench()
    let clerk = bench.signIn()
    bench.advance(idle)
    #expect((bench.call(.session(.whoami), as: clerk).reply != nil) == lives)
  }

  @Test func `a scan proves the person within a session`() throws {
    var bench = Bench()
    let clerk = bench.signIn(as: .taxClerk, proved: false)
    #expect(bench.call(.session(.stepupWait), as: clerk).code == .scanExpired)
    let started = bench.call(.session(.stepupStart(StepUpStart(app: .taxApp))), as: clerk).reply
    guard let scan = started as? ScanChallenge else { throw Bench.Missing.reply }
    let wait = bench.send(.session(.stepupWait), as: clerk)
    #expect(bench.outcome(of: wait).waiting != nil)
    let answer = bench.answer(scan)
    #expect(bench.call(.app(.scanAnswer(answer)), as: .credential(.app(.taxApp))).reply != nil)
    #expect(bench.outcome(of: wait).message(StepUpState.self) == StepUpState(proved: true))
    #expect(
      bench.call(.session(.stepupWait), as: clerk).message(StepUpState.self)
        == StepUpState(proved: true))
  }

  @Test func `a step-up that is refused says so, and one for an ended session is dead`() throws {
    var bench = Bench()
    let clerk = bench.signIn(as: .taxClerk, proved: false)
    for isRefused in [true, false] {
      let started = bench.call(.session(.stepupStart(StepUpStart(app: .incomeTaxApp))), as: clerk)
        .reply
      guard let scan = started as? ScanChallenge else { throw Bench.Missing.reply }
      let app = Bench.From.credential(.app(.incomeTaxApp))
      if isRefused {
        let no = bench.answer(scan, approved: false)
        #expect(bench.call(.app(.scanAnswer(no)), as: app).reply != nil)
        #expect(bench.call(.session(.stepupWait), as: clerk).code == .scanRefused)
      } else {
        #expect(bench.call(.session(.logout), as: clerk).reply != nil)
        #expect(bench.call(.app(.scanAnswer(bench.answer(scan))), as: app).code == .scanExpired)
      }
    }
  }
}

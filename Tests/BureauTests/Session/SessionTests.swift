import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct SessionTests {
  @Test func `a fourth login at an employer ends the person's oldest session there`() throws {
    var rig = EngineRig.ofOne()
    var tokens: [[UInt8]] = []
    for _ in 0..<4 {
      rig.advance(60_000)
      let session = try #require(rig.proveByCode(try rig.opened()).step?.session)
      tokens.append(session.token)
    }
    #expect(rig.call(.session(.whoami), as: .token(tokens[0])).code == .notSignedIn)
    guard let list = rig.call(.session(.list), as: .token(tokens[3])).reply as? SessionList
    else {
      throw EngineRig.Missing.reply
    }
    #expect(list.sessions.count == SessionRules.sessionsMax)
    #expect(list.sessions.map(\.current) == [false, false, true])
    let ended = SessionReference(session: list.sessions[0].session)
    #expect(rig.call(.session(.end(ended)), as: .token(tokens[3])).reply != nil)
    #expect(rig.call(.session(.whoami), as: .token(tokens[1])).code == .notSignedIn)
    #expect(rig.call(.session(.end(ended)), as: .token(tokens[3])).code == .sessionNotFound)
  }

  @Test func `R-1205: a person has one opaque name in a realm, the same at each login`() throws {
    var rig = EngineRig.ofOne()
    let first = try #require(rig.proveByCode(try rig.opened()).step?.session)
    rig.advance(60_000)
    let again = try #require(rig.proveByCode(try rig.opened()).step?.session)
    #expect(first.personId == again.personId)
    #expect(first.token != again.token)
    let names = Set((1...64).map { Entering.name(of: Fixture.resident($0), StandInDigests()) })
    #expect(names.count == 64)
    #expect(names.contains(first.personId))
    let elsewhere = Entering.name(of: Fixture.resident(1), StandInDigests(pepper: 1))
    #expect(!names.contains(elsewhere))
  }

  @Test func `sessions of other persons and of other employers are not found`() {
    var rig = EngineRig()
    rig.shelf.put(Fixture.person(1, at: [1, 2]))
    let mine = rig.signIn(1, at: 1)
    _ = rig.signIn(1, at: 2)
    _ = rig.signIn(2, at: 1)
    for session in rig.engine.state.sessions.values
    where session.resident != Fixture.resident(1)
      || session.registration != Fixture.registration(1)
    {
      let named = SessionReference(session: session.id)
      #expect(rig.call(.session(.end(named)), as: mine).code == .sessionNotFound)
    }
    #expect(rig.engine.state.sessions.count == 3)
  }

  @Test func `R-1207: logout ends the session that asks`() {
    var rig = EngineRig()
    let clerk = rig.signIn()
    #expect(rig.call(.session(.logout), as: clerk).message(Done.self) == Done(text: "已退出登录"))
    #expect(rig.call(.session(.whoami), as: clerk).code == .notSignedIn)
    #expect(rig.call(.session(.logout), as: clerk).code == .notSignedIn)
  }

  @Test(arguments: [(1_799_999, true), (1_800_000, false)])
  func `R-1403: a session ends after 30 idle minutes`(idle: Int64, lives: Bool) {
    var rig = EngineRig()
    let clerk = rig.signIn()
    rig.advance(idle)
    #expect((rig.call(.session(.whoami), as: clerk).reply != nil) == lives)
  }

  @Test(arguments: [(43_199_999, true), (43_200_000, false)])
  func `R-1403: a session ends after 12 hours, however busy`(after: Int64, lives: Bool) throws {
    var rig = EngineRig.ofOne()
    let entered = try #require(rig.proveByCode(try rig.opened()).step?.session)
    let clerk = EngineRig.From.token(entered.token)
    let begun = rig.now.real
    let step: Int64 = 20 * 60_000
    for _ in 0..<after / step {
      rig.advance(step)
      guard rig.now.real < begun.adding(milliseconds: after) else { break }
      #expect(rig.call(.session(.whoami), as: clerk).reply != nil)
    }
    rig.advance(begun.adding(milliseconds: after).milliseconds(since: rig.now.real))
    #expect((rig.call(.session(.whoami), as: clerk).reply != nil) == lives)
  }

  @Test func `a scan proves the person within a session`() throws {
    var rig = EngineRig()
    let clerk = rig.signIn(as: .taxClerk, proved: false)
    #expect(rig.call(.session(.stepupWait), as: clerk).code == .scanExpired)
    let started = rig.call(.session(.stepupStart(StepUpStart(app: .taxApp))), as: clerk).reply
    guard let scan = started as? ScanChallenge else { throw EngineRig.Missing.reply }
    let wait = rig.send(.session(.stepupWait), as: clerk)
    #expect(rig.outcome(of: wait).waiting != nil)
    let answer = rig.answer(scan)
    #expect(rig.call(.app(.scanAnswer(answer)), as: .credential(.app(.taxApp))).reply != nil)
    #expect(rig.outcome(of: wait).message(StepUpState.self) == StepUpState(proved: true))
    #expect(
      rig.call(.session(.stepupWait), as: clerk).message(StepUpState.self)
        == StepUpState(proved: true))
  }

  @Test func `a refused step-up says so; one of an ended session cannot be answered`() throws {
    var rig = EngineRig()
    let clerk = rig.signIn(as: .taxClerk, proved: false)
    for isRefused in [true, false] {
      let started = rig.call(.session(.stepupStart(StepUpStart(app: .incomeTaxApp))), as: clerk)
        .reply
      guard let scan = started as? ScanChallenge else { throw EngineRig.Missing.reply }
      let app = EngineRig.From.credential(.app(.incomeTaxApp))
      if isRefused {
        let no = rig.answer(scan, approved: false)
        #expect(rig.call(.app(.scanAnswer(no)), as: app).reply != nil)
        #expect(rig.call(.session(.stepupWait), as: clerk).code == .scanRefused)
      } else {
        #expect(rig.call(.session(.logout), as: clerk).reply != nil)
        #expect(rig.call(.app(.scanAnswer(rig.answer(scan))), as: app).code == .scanExpired)
      }
    }
  }
}

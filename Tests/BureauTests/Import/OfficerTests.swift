import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct OfficerTests {
  private static let day: UInt64 = 86_400_000

  @Test func `an officer lifts the locks of a person`() {
    var rig = ImportRig()
    var person = Fixture.person(1)
    let until = rig.base.now.real.adding(milliseconds: 900_000)
    person.failures = [WayFailures(way: 1, times: [rig.base.now.real], lockedUntil: until)]
    rig.base.shelf.put(person)
    guard rig.call(unlock(1)).message(Done.self) != nil else {
      Issue.record("not unlocked")
      return
    }
    #expect(rig.state.persons[person.resident]?.failures == [])
    #expect(rig.base.replayed().persons[person.resident] == nil)
    #expect(rig.call(unlock(2)).code == .personNotFound)
  }

  @Test func `the sandbox's clock advances and stays ahead`() {
    var rig = ImportRig()
    let start = rig.base.now.real
    guard
      let clock = rig.call(advance(3 * Self.day)).message(ClockState.self)
    else {
      Issue.record("no clock")
      return
    }
    #expect(clock.real == start)
    #expect(clock.business.milliseconds(since: start) == Int64(3 * Self.day))
    _ = rig.call(advance(Self.day))
    #expect(rig.state.clockAhead == 4 * Self.day)
    rig.base.now.business = rig.base.now.real.adding(milliseconds: Int64(4 * Self.day))
    guard let shown = rig.call(.officer(.clockShow)).message(ClockState.self) else {
      Issue.record("no clock")
      return
    }
    #expect(shown.business == rig.base.now.business && shown.real == start)
  }

  @Test(arguments: [(400, true), (401, false)] as [(UInt64, Bool)])
  func `one step is at most 400 days`(_ days: UInt64, _ isTaken: Bool) {
    var rig = ImportRig()
    #expect((rig.call(advance(days * Self.day)).code == .limit) != isTaken)
    #expect(rig.call(advance(.max)).code == .limit)
  }

  @Test func `the clock is at most a hundred years ahead`() {
    var rig = ImportRig()
    for _ in 0..<91 { _ = rig.call(advance(400 * Self.day)) }
    #expect(rig.call(advance(400 * Self.day)).code == .limit)
    #expect(rig.state.clockAhead == 91 * 400 * Self.day)
    #expect(rig.call(advance(125 * Self.day + 1)).code == .limit)
    #expect(rig.call(advance(125 * Self.day)).code == nil)
    #expect(rig.state.clockAhead == Officer.aheadMillisecondsMax)
    #expect(rig.call(advance(1)).code == .limit)
  }

  @Test func `the clock of a realm that is no sandbox cannot be advanced`() throws {
    var realm = EngineRig.realm
    realm.sandbox = false
    var context = Context(
      now: Moment(real: EngineRig.start, business: EngineRig.start), digests: StandInDigests(),
      entropy: SeededEntropy(seed: 1), realm: realm)
    let refusal = #expect(throws: Refusal.self) {
      _ = try Officer.decide(
        .clockAdvance(ClockAdvance(milliseconds: 1)), .officer("qingdao"), State(), &context)
    }
    #expect(refusal?.code == .notSandbox)
  }

  /// The officer confirms the wall clock as it was shown, which has moved on since.
  @Test(
    arguments: [
      (0, true, nil), (300_000, true, nil), (-300_000, true, nil), (300_001, true, .clockMoved),
      (-300_001, true, .clockMoved), (0, false, .clockNotStepped),
    ] as [(Int64, Bool, RefusalCode?)])
  func `a step of the clock is confirmed as it was shown`(
    _ moved: Int64, _ isStepped: Bool, _ refused: RefusalCode?
  ) throws {
    var context = Context(
      now: Moment(real: EngineRig.start, business: EngineRig.start), digests: StandInDigests(),
      entropy: SeededEntropy(seed: 1), realm: EngineRig.realm)
    let wall = EngineRig.start.adding(milliseconds: -3_600_000)
    context.wall = WallClock(at: wall.adding(milliseconds: moved), isStepped: isStepped)
    let confirm = OfficerRequest.clockConfirm(ClockConfirm(wall: wall))
    var found: RefusalCode?
    do throws(Refusal) {
      let decision = try Officer.decide(confirm, .officer("qingdao"), State(), &context)
      guard case .realm(.clockConfirmed(let event)) = decision.events.first else {
        Issue.record("no event")
        return
      }
      #expect(event == ClockConfirmed(real: EngineRig.start, wall: context.wall.at))
    } catch {
      found = error.code
    }
    #expect(found == refused)
  }

  @Test func `attempts that wait for an officer are read from the books`() {
    var rig = ImportRig()
    guard case .query(.officerAttempts) = rig.call(.officer(.attempts)) else {
      Issue.record("not from the books")
      return
    }
  }

  private func unlock(_ n: UInt64) -> Request {
    .officer(.unlock(OfficerUnlock(resident: Fixture.resident(n))))
  }

  private func advance(_ milliseconds: UInt64) -> Request {
    .officer(.clockAdvance(ClockAdvance(milliseconds: milliseconds)))
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct TimersTests {
  private static func all(_ timers: inout Timers) -> [Timer] {
    var fired: [Timer] = []
    while let timer = timers.popDue(by: .latest) { fired.append(timer) }
    return fired
  }

  @Test func `timers fire by their time, not before it`() {
    var timers = Timers()
    let start = EngineRig.start
    timers.start(.refer(Fixture.ticket(2)), at: start.adding(milliseconds: 2))
    timers.start(.sweep, at: start.adding(milliseconds: 1))
    #expect(timers.next == start.adding(milliseconds: 1))
    #expect(timers.popDue(by: start) == nil)
    #expect(timers.popDue(by: start.adding(milliseconds: 1)) == .sweep)
    #expect(timers.popDue(by: start.adding(milliseconds: 1)) == nil)
    #expect(Self.all(&timers) == [.refer(Fixture.ticket(2))])
  }

  @Test(
    arguments: [
      (.requested, [.cancel(Fixture.ticket(1))]), (.handedOut, [.giveUp(Fixture.ticket(1))]),
      (.unknown, [.settle(Fixture.ticket(1), 0), .refer(Fixture.ticket(1))]),
      (.officer, [.settle(Fixture.ticket(1), 0)]), (.succeeded, []), (.failed, []),
      (.cancelled, []), (.posted, []),
    ] as [(AttemptStatus, [Timer])])
  func `an attempt has the timers of its status`(status: AttemptStatus, expected: [Timer]) throws {
    var timers = Timers()
    let attempts = Fixture.payer(status).attempts
    timers.start(for: try #require(attempts[Fixture.ticket(1)]))
    #expect(Self.all(&timers) == expected)
  }
}

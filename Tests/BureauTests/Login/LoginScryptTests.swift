import Fixtures
import Protocol
import Testing

@testable import Bureau

/// What comes of a password whose scrypt fails, is late, or has no place.
@Suite struct LoginScryptTests {
  private static func send(_ bench: inout Bench, _ user: String, _ password: String) throws
    -> Ticket
  {
    bench.send(.login(.password(try bench.loginRequest(user, password: password))))
  }

  private static func failures(_ bench: Bench) -> [WayFailures]? {
    bench.hall.state.persons[Fixture.resident(1)]?.failures
  }

  @Test(arguments: [true, false])
  func `a password that scrypt fails for lets nobody in and counts for nothing`(
    known: Bool
  ) throws {
    var bench = Bench.ofOne()
    bench.holdsDerivations = true
    let user = known ? Fixture.mobile(1).text : "nobody"
    for _ in 0..<LoginWay.errorsMax + 1 {
      let ticket = try Self.send(&bench, user, Bench.password)
      bench.failToDerive()
      #expect(bench.outcome(of: ticket).code == .exhausted)
      #expect(bench.extent(of: ticket) == .notStarted)
    }
    #expect(Self.failures(bench) ?? [] == [])
    #expect(bench.hall.lobby.logins.isEmpty)
  }

  @Test func `a lock goes with the error that led to it, and comes with the next`() throws {
    var bench = Bench.ofOne()
    for _ in 0..<4 { #expect(try bench.login(password: "wrong").code == .loginRefused) }
    bench.holdsDerivations = true
    _ = try Self.send(&bench, Fixture.mobile(1).text, Bench.password)
    #expect(Self.failures(bench)?.first?.lockedUntil != nil)
    bench.failToDerive()
    #expect(Self.failures(bench)?.first?.times.count == 4)
    #expect(Self.failures(bench)?.first?.lockedUntil == nil)
    bench.holdsDerivations = false
    #expect(try bench.login(password: "wrong").code == .loginRefused)
    #expect(try bench.login().code == .loginLocked)
  }

  @Test func `an activation that scrypt fails for sets no password and leaves the code`() throws {
    var bench = Bench.ofOne(Fixture.person(1, password: nil))
    let sent = try bench.activation()
    let finish = Request.account(
      .activate(
        ActivationFinish(
          request: sent.request, code: bench.lastCode, password: "a new and longer one")))
    bench.holdsDerivations = true
    let ticket = bench.send(finish)
    bench.failToDerive()
    #expect(bench.outcome(of: ticket).code == .exhausted)
    #expect(bench.hall.state.persons[Fixture.resident(1)]?.password == nil)
    bench.holdsDerivations = false
    #expect(bench.call(finish).reply != nil)
  }

  @Test(arguments: [(0, false), (31, false), (32, true), (33, false)])
  func `a key has 32 bytes`(count: Int, isKey: Bool) {
    #expect((DerivedKey(bytes: [UInt8](repeating: 7, count: count)) != nil) == isKey)
  }

  @Test func `a stored hash that is no key is equal to nothing`() throws {
    var person = Fixture.person(1)
    person.password?.hash = []
    var bench = Bench.ofOne(person)
    #expect(try bench.login().code == .loginRefused)
  }

  @Test(arguments: [(63, true), (64, false)])
  func `64 passwords are with scrypt at once; one more is refused before it counts`(
    away: Int, taken: Bool
  ) throws {
    var bench = Bench.ofOne()
    bench.holdsDerivations = true
    let request = try bench.loginRequest()
    let incoming = Incoming(
      ticket: Ticket(loop: 9, connection: 9, stream: 9), credential: .none, token: nil, key: nil,
      digest: nil, deadline: .latest, credit: 0, request: .login(.slider))
    for number in 0..<away {
      bench.hall.away[1_000_000 + UInt64(number)] = PasswordAway(
        incoming: incoming, found: Found(), counted: Bench.start, resident: nil)
    }
    let ticket = bench.send(.login(.password(request)))
    #expect(bench.derivations.count == (taken ? 1 : 0))
    #expect(bench.events.count == (taken ? 1 : 0))
    #expect(bench.outcome(of: ticket).code == (taken ? nil : .exhausted))
    guard !taken else { return }
    bench.hall.away = [:]
    bench.holdsDerivations = false
    #expect(bench.call(.login(.password(request))).reply != nil, "its slider is not used up")
  }

  enum Leaving: CaseIterable { case deadline, cancelled, gone }

  @Test(arguments: Leaving.allCases, [true, false])
  func `a right password does not count as wrong because nobody waited for it`(
    leaving: Leaving, right: Bool
  ) throws {
    var bench = Bench.ofOne()
    bench.holdsDerivations = true
    let ticket = try Self.send(
      &bench, Fixture.mobile(1).text, right ? Bench.password : "wrong")
    switch leaving {
    case .deadline: bench.advance(10_000)
    case .cancelled: bench.work([.cancelled(ticket)])
    case .gone: bench.work([.gone(loop: 0, connection: 1)])
    }
    if leaving != .gone {
      #expect(bench.outcome(of: ticket).code == .deadline)
      #expect(bench.extent(of: ticket) == .unknown)
    }
    bench.derive()
    #expect(Self.failures(bench)?.count == (right ? 0 : 1))
    #expect(bench.hall.lobby.logins.isEmpty)
    #expect(bench.hall.away.isEmpty)
  }

  @Test func `an answer of scrypt after the deadline that no timer has told yet is late too`()
    throws
  {
    var bench = Bench.ofOne()
    bench.holdsDerivations = true
    let ticket = try Self.send(&bench, Fixture.mobile(1).text, Bench.password)
    bench.now.real = bench.now.real.adding(milliseconds: 10_000)
    bench.derive()
    #expect(bench.outcome(of: ticket).code == .deadline)
    #expect(Self.failures(bench) == [])
  }

  @Test func `what is back from scrypt passes a gate that closed meanwhile`() throws {
    var bench = Bench.ofOne()
    bench.holdsDerivations = true
    let ticket = try Self.send(&bench, Fixture.mobile(1).text, Bench.password)
    bench.hall.set(Gate(closed: Refusal(.readOnly, "维护")))
    bench.derive()
    #expect(bench.outcome(of: ticket).reply != nil)
    #expect(Self.failures(bench) == [])
  }

  @Test func `a wrong password's refusal has left a trace`() throws {
    var bench = Bench.ofOne()
    let ticket = try Self.send(&bench, Fixture.mobile(1).text, "wrong")
    #expect(bench.outcome(of: ticket).refusal == LoginRules.refused)
    #expect(bench.extent(of: ticket) == .done)
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Passwords whose scrypt derivation fails, is late, or is refused for want of room.
@Suite struct LoginScryptTests {
  private static func send(_ rig: inout EngineRig, _ user: String, _ password: String) throws
    -> ReplyAddress
  {
    rig.send(.login(.password(try rig.loginRequest(user, password: password))))
  }

  private static func failures(_ rig: EngineRig) -> [WayFailures]? {
    rig.engine.state.persons[Fixture.resident(1)]?.failures
  }

  @Test(arguments: [true, false])
  func `a failed derivation opens no login and counts no error`(
    known: Bool
  ) throws {
    var rig = EngineRig.ofOne()
    rig.holdsDerivations = true
    let user = known ? Fixture.mobile(1).text : "nobody"
    for _ in 0..<LoginWay.errorsMax + 1 {
      let address = try Self.send(&rig, user, EngineRig.password)
      rig.failToDerive()
      #expect(rig.outcome(of: address).code == .exhausted)
      #expect(rig.extent(of: address) == .notStarted)
    }
    #expect(Self.failures(rig) == (known ? [] : nil))
    #expect(rig.engine.volatile.logins.isEmpty)
  }

  @Test func `taking back the fifth error lifts the lock; the next error sets it again`() throws {
    var rig = EngineRig.ofOne()
    for _ in 0..<4 { #expect(try rig.login(password: "wrong").code == .loginRefused) }
    rig.holdsDerivations = true
    _ = try Self.send(&rig, Fixture.mobile(1).text, EngineRig.password)
    #expect(Self.failures(rig)?.first?.lockedUntil != nil)
    rig.failToDerive()
    #expect(Self.failures(rig)?.first?.times.count == 4)
    #expect(Self.failures(rig)?.first?.lockedUntil == nil)
    rig.holdsDerivations = false
    #expect(try rig.login(password: "wrong").code == .loginRefused)
    #expect(try rig.login().code == .loginLocked)
  }

  @Test func `a failed derivation at activation sets no password and keeps the code valid`() throws
  {
    var rig = EngineRig.ofOne(Fixture.person(1, password: nil))
    let sent = try rig.activation()
    let finish = Request.account(
      .activate(
        ActivationFinish(
          request: sent.request, code: rig.lastCode, password: "a new and longer one")))
    rig.holdsDerivations = true
    let address = rig.send(finish)
    rig.failToDerive()
    #expect(rig.outcome(of: address).code == .exhausted)
    #expect(rig.engine.state.persons[Fixture.resident(1)]?.password == nil)
    rig.holdsDerivations = false
    #expect(rig.call(finish).reply != nil)
  }

  @Test(arguments: [(0, false), (31, false), (32, true), (33, false)])
  func `a derived key has 32 bytes`(count: Int, isKey: Bool) {
    #expect((DerivedKey(bytes: [UInt8](repeating: 7, count: count)) != nil) == isKey)
  }

  @Test func `a stored hash of wrong length matches no password`() throws {
    var person = Fixture.person(1)
    person.password?.hash = []
    var rig = EngineRig.ofOne(person)
    #expect(try rig.login().code == .loginRefused)
  }

  @Test(arguments: [(63, true), (64, false)])
  func `64 passwords are with scrypt at once; one more is refused before it counts`(
    away: Int, taken: Bool
  ) throws {
    var rig = EngineRig.ofOne()
    rig.holdsDerivations = true
    let request = try rig.loginRequest()
    let incoming = IncomingRequest(
      address: ReplyAddress(loop: 9, connection: 9, stream: 9), credential: .none, token: nil,
      key: nil,
      digest: nil, deadline: .latest, credit: 0, request: .login(.slider))
    for number in 0..<away {
      rig.engine.derivations.add(
        PendingDerivation(
          incoming: incoming, found: LookupResults(), counted: EngineRig.start, resident: nil),
        waiter: 1_000_000 + UInt64(number))
    }
    let address = rig.send(.login(.password(request)))
    #expect(rig.derivations.count == (taken ? 1 : 0))
    #expect(rig.events.count == (taken ? 1 : 0))
    #expect(rig.outcome(of: address).code == (taken ? nil : .exhausted))
    guard !taken else { return }
    rig.engine.derivations = Derivations()
    rig.holdsDerivations = false
    #expect(rig.call(.login(.password(request))).reply != nil, "its slider is not used up")
  }

  enum Leaving: CaseIterable { case deadline, cancelled, gone }

  @Test(arguments: Leaving.allCases, [true, false])
  func `a right password whose client left is not counted as wrong`(
    leaving: Leaving, right: Bool
  ) throws {
    var rig = EngineRig.ofOne()
    rig.holdsDerivations = true
    let address = try Self.send(
      &rig, Fixture.mobile(1).text, right ? EngineRig.password : "wrong")
    switch leaving {
    case .deadline: rig.advance(10_000)
    case .cancelled: rig.work([.cancelled(address)])
    case .gone: rig.work([.gone(loop: 0, connection: 1)])
    }
    if leaving != .gone {
      #expect(rig.outcome(of: address).code == .deadline)
      #expect(rig.extent(of: address) == .unknown)
    }
    rig.derive()
    #expect(Self.failures(rig)?.count == (right ? 0 : 1))
    #expect(rig.engine.volatile.logins.isEmpty)
    #expect(rig.engine.derivations.isEmpty)
  }

  @Test func `a derivation that returns after the deadline is late, though no timer has run`()
    throws
  {
    var rig = EngineRig.ofOne()
    rig.holdsDerivations = true
    let address = try Self.send(&rig, Fixture.mobile(1).text, EngineRig.password)
    rig.now.real = rig.now.real.adding(milliseconds: 10_000)
    rig.derive()
    #expect(rig.outcome(of: address).code == .deadline)
    #expect(Self.failures(rig) == [])
  }

  @Test func `a login that returns from scrypt passes a gate that closed meanwhile`() throws {
    var rig = EngineRig.ofOne()
    rig.holdsDerivations = true
    let address = try Self.send(&rig, Fixture.mobile(1).text, EngineRig.password)
    rig.engine.set(Gate(closed: Refusal(.readOnly, "维护")))
    rig.derive()
    #expect(rig.outcome(of: address).reply != nil)
    #expect(Self.failures(rig) == [])
  }

  @Test func `a wrong password's refusal is recorded: its outcome is done`() throws {
    var rig = EngineRig.ofOne()
    let address = try Self.send(&rig, Fixture.mobile(1).text, "wrong")
    #expect(rig.outcome(of: address).refusal == LoginRules.refused)
    #expect(rig.extent(of: address) == .done)
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct LoginPasswordTests {
  @Test func `L1, L1.2, L1.4, R-1401: a password, then a code, and the clerk is in`() throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    let session = try #require(rig.proveByCode(login).step?.session)
    #expect(session.registration == Fixture.registration(1))
    #expect(session.token.count == SessionToken.byteCount)
    #expect(session.person == "张**")
    let answer = rig.call(.session(.whoami), as: .token(session.token)).reply
    guard let me = answer as? WhoAmI else { throw EngineRig.Missing.reply }
    #expect(me.identity == .legalRepresentative)
    #expect(!me.proved)
    #expect(rig.engine.volatile.logins.isEmpty)
    #expect(rig.replayed().sessions.count == 1)
  }

  @Test(arguments: [
    "13800000001", " 13800000001 ", Fixture.resident(1).text, "user1",
  ])
  func `L1: a login name is a mobile number, a resident ID or a user name`(name: String) throws {
    var rig = EngineRig.ofOne()
    let reply = try rig.login(name).reply
    guard let opened = reply as? LoginOpened else { throw EngineRig.Missing.reply }
    #expect(opened.factors == [.sms, .taxAppScan, .incomeTaxAppScan])
    #expect(opened.phone == "138****0001")
  }

  enum Wrong: CaseIterable {
    case password, user, noName, taxpayer, otherEmployer, notActivated, ambiguous
  }

  @Test(arguments: Wrong.allCases)
  func `L1: each wrong input gets the same words and takes the same work`(wrong: Wrong) throws {
    var rig = EngineRig.ofOne(employers: [Fixture.employer(1), Fixture.employer(2)])
    var user = Fixture.mobile(1).text
    var taxpayer = Fixture.taxpayer(1)
    var password = EngineRig.password
    switch wrong {
    case .password: password += "!"
    case .user: user = Fixture.mobile(9).text
    case .noName: user = ""
    case .taxpayer: taxpayer = Fixture.taxpayer(9)
    case .otherEmployer: taxpayer = Fixture.taxpayer(2)
    case .notActivated: rig.shelf.put(Fixture.person(1, password: nil))
    case .ambiguous:
      var second = Fixture.person(2)
      second.mobile = Fixture.mobile(1)
      rig.shelf.put(second)
    }
    rig.holdsDerivations = true
    let request = try rig.loginRequest(user, at: taxpayer, password: password)
    let address = rig.send(.login(.password(request)))
    #expect(rig.derivations.count == 1)
    #expect(rig.derivations.first?.derivation.salt.count == 16)
    rig.derive()
    #expect(rig.outcome(of: address).refusal == LoginRules.refused)
    #expect(rig.engine.volatile.logins.isEmpty)
  }

  @Test func `L1: of persons who share a mobile the one with an identity at the employer is meant`()
    throws
  {
    var rig = EngineRig.ofOne(employers: [Fixture.employer(1), Fixture.employer(2)])
    var second = Fixture.person(2, at: [2])
    second.mobile = Fixture.mobile(1)
    rig.shelf.put(second)
    #expect(try rig.login().reply != nil)
  }

  enum SliderCase: CaseIterable {
    case short, beyond, noProof, tampered, cut, expired, used
  }

  @Test(arguments: SliderCase.allCases)
  func `L1.1, R-1402: no login is taken before the slider is at its end`(fault: SliderCase) throws {
    var rig = EngineRig.ofOne()
    let good = try rig.loginRequest()
    var challenge = good.challenge
    var position = good.position
    var proof = good.proof
    switch fault {
    case .short: position -= 1
    case .beyond: position += 1
    case .noProof:
      repeat { proof &+= 1 } while Self.isProof(proof, challenge)
    case .tampered: challenge[12] ^= 1
    case .cut: challenge.removeLast()
    case .expired: rig.advance(120_000)
    case .used: #expect(rig.call(.login(.password(good))).reply != nil)
    }
    let bad = PasswordLogin(
      taxpayer: good.taxpayer, user: good.user, password: good.password, challenge: challenge,
      position: position, proof: proof)
    let before = rig.entries.count
    #expect(rig.call(.login(.password(bad))).code == .sliderRefused)
    #expect(rig.entries.count == before)
  }

  private static func isProof(_ proof: UInt64, _ challenge: [UInt8]) -> Bool {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: proof >> UInt64(8 * $0)) }
    return StandInDigests().plain(challenge + bytes).word0.leadingZeroBitCount >= 16
  }

  @Test func `L1.1, R-1402: a challenge can be answered until its last millisecond`() throws {
    var rig = EngineRig.ofOne()
    let request = try rig.loginRequest()
    rig.advance(119_999)
    #expect(rig.call(.login(.password(request))).reply != nil)
  }

  @Test(arguments: [true, false])
  func `five wrong passwords lock for 15 minutes, known or not`(known: Bool) throws {
    var rig = EngineRig.ofOne()
    let user = known ? Fixture.mobile(1).text : "nobody"
    for _ in 0..<5 { #expect(try rig.login(user, password: "wrong").code == .loginRefused) }
    let locked = try #require(try rig.login(user).refusal)
    #expect(locked.code == .loginLocked)
    #expect(locked.until == EngineRig.start.adding(milliseconds: 900_000))
    rig.advance(899_999)
    #expect(try rig.login(user).code == .loginLocked)
    rig.advance(1)
    #expect(try rig.login(user).code == (known ? nil : .loginRefused))
  }

  // A known person has one count of errors for all taxpayer codes.
  @Test(arguments: [true, false])
  func `wrong passwords under one name count together, whatever the codes, known or not`(
    known: Bool
  ) throws {
    var rig = EngineRig.ofOne(
      Fixture.person(1, at: [1, 2]), employers: [Fixture.employer(1), Fixture.employer(2)])
    let user = known ? Fixture.mobile(1).text : "nobody"
    for code in [1, 2, 1, 2, 1] as [UInt64] {
      let outcome = try rig.login(user, at: Fixture.taxpayer(code), password: "wrong")
      #expect(outcome.code == .loginRefused)
    }
    for code in [1, 2] as [UInt64] {
      #expect(try rig.login(user, at: Fixture.taxpayer(code)).code == .loginLocked)
    }
    #expect(try rig.login("another", at: Fixture.taxpayer(1)).code == .loginRefused)
  }

  @Test func `errors older than 15 minutes do not count, and a right password clears`() throws {
    var rig = EngineRig.ofOne()
    for _ in 0..<4 { #expect(try rig.login(password: "wrong").code == .loginRefused) }
    rig.advance(900_000)
    #expect(try rig.login(password: "wrong").code == .loginRefused)
    #expect(try rig.login().reply != nil)
    #expect(rig.engine.state.persons[Fixture.resident(1)]?.failures == [])
  }

  @Test func `guesses made at once are counted before scrypt is asked`() throws {
    var rig = EngineRig.ofOne()
    rig.holdsDerivations = true
    let requests = try (0..<8).map {
      Request.login(.password(try rig.loginRequest(password: "\($0)")))
    }
    let tickets = rig.sendAtOnce(requests)
    #expect(rig.derivations.count == 5)
    #expect(tickets.filter { rig.outcome(of: $0).code == .loginLocked }.count == 3)
    #expect(rig.replayed().persons.isEmpty)
    #expect(rig.events.count == 5)
  }

  @Test func `the right password is looked at even as the fifth`() throws {
    var rig = EngineRig.ofOne()
    for _ in 0..<4 { #expect(try rig.login(password: "wrong").code == .loginRefused) }
    #expect(try rig.login().reply != nil)
  }

  @Test func `R-1401: a login is over after 10 minutes`() throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    rig.advance(600_000)
    #expect(rig.proveByCode(login).step == nil)
    #expect(rig.call(.login(.confirm(LoginReference(login: login)))).code == .loginExpired)
  }
}

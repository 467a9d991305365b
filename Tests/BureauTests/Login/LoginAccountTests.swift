import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct LoginAccountTests {
  private static let new = "a new and longer one"

  private static func start(_ rig: inout EngineRig, _ person: UInt64 = 1, mobile: UInt64 = 1) throws
    -> SmsCodeSent
  {
    try rig.activation(person, mobile: mobile)
  }

  private static func finish(
    _ sent: SmsCodeSent, _ code: String, _ password: String = new
  ) -> Request {
    .account(.activate(ActivationFinish(request: sent.request, code: code, password: password)))
  }

  @Test
  func `R-1406: a code and the resident ID set the password, and end the person's sessions`() throws
  {
    var rig = EngineRig.ofOne(Fixture.person(1, password: nil))
    let clerk = rig.signIn()
    let sent = try Self.start(&rig)
    let code = rig.lastCode
    #expect(rig.call(Self.finish(sent, code)).message(Done.self) == Done(text: "设置登录密码成功"))
    #expect(rig.call(.session(.whoami), as: clerk).code == .notSignedIn)
    #expect(try rig.login(password: Self.new).reply != nil)
    #expect(rig.call(Self.finish(sent, code)).code == .codeExpired)
  }

  @Test(arguments: [(9, 1), (1, 9)] as [(UInt64, UInt64)])
  func `R-1406: an unknown person gets the answers of a known one`(person: UInt64, mobile: UInt64)
    throws
  {
    var rig = EngineRig.ofOne()
    let sent = try Self.start(&rig, person, mobile: mobile)
    #expect(sent.expires == EngineRig.start.adding(milliseconds: CodeSending.lifeMilliseconds))
    #expect(sent.resendAfter == EngineRig.start.adding(milliseconds: 60_000))
    #expect(rig.entries.isEmpty)
    let again = try rig.activationStart(person, mobile: mobile)
    #expect(rig.call(.account(.activateStart(again))).code == .codeTooSoon)
    let digits = SmsCode.digits(sent.request, digests: StandInDigests())
    for left in [4, 3, 2, 1, 0] as [UInt32] {
      #expect(rig.call(Self.finish(sent, digits)).refusal?.left == left)
    }
    #expect(rig.call(Self.finish(sent, digits)).code == .codeExpired)
  }

  @Test(arguments: [
    ("", true), ("elevenbytes", true), ("twelve-bytes", false),
    (String(repeating: "abcdefgh", count: 16), false),
    (String(repeating: "abcdefgh", count: 16) + "i", true), ("Password1234", true),
    ("qwertyuiop!!", true), ("qwertyuiop!!x", true), ("qwertyuiop!!xy", false),
    ("ababababababab", true), ("我的密码很长", false),
    ("my 13800000001", true), ("xx user1 xx yy", true),
    ("no 3702021990", false),
  ])
  func `a password is long enough, not common, and does not contain one's own number`(
    password: String, weak: Bool
  ) throws {
    var rig = EngineRig.ofOne()
    let sent = try Self.start(&rig)
    let outcome = rig.call(Self.finish(sent, rig.lastCode, password))
    #expect(outcome.code == (weak ? .passwordWeak : nil))
    guard weak else { return }
    #expect(rig.call(Self.finish(sent, rig.lastCode)).reply != nil)
  }

  @Test func `whether a password contains one's number is told only after the right code`() throws {
    var rig = EngineRig.ofOne()
    let sent = try Self.start(&rig)
    let own = "my 13800000001"
    #expect(rig.call(Self.finish(sent, rig.wrongCode, own)).code == .codeWrong)
  }

  @Test func `of two activations with one code only the first sets the password`() throws {
    var rig = EngineRig.ofOne()
    let sent = try Self.start(&rig)
    rig.holdsDerivations = true
    let addresses = rig.sendAtOnce([
      Self.finish(sent, rig.lastCode), Self.finish(sent, rig.lastCode, Self.new + "!"),
    ])
    #expect(rig.derivations.count == 2)
    rig.derive()
    #expect(addresses.map { rig.outcome(of: $0).code } == [nil, .codeExpired])
  }

  @Test(arguments: [(1, 1), (9, 9)] as [(UInt64, UInt64)])
  func `each request for a code needs a slider of its own, for known and unknown alike`(
    person: UInt64, mobile: UInt64
  ) throws {
    var rig = EngineRig.ofOne()
    let good = try rig.activationStart(person, mobile: mobile)
    let bad = ActivationStart(
      resident: good.resident, mobile: good.mobile, challenge: good.challenge,
      position: good.position + 1, proof: good.proof)
    #expect(rig.call(.account(.activateStart(bad))).code == .sliderRefused)
    #expect(rig.call(.account(.activateStart(good))).reply != nil)
    rig.advance(60_000)
    #expect(rig.call(.account(.activateStart(good))).code == .sliderRefused)
  }

  @Test func `codes that were never sent do not use the room of sent ones`() throws {
    var rig = EngineRig.ofOne()
    for number in 0..<VolatileState.pretencesMax + 1 {
      rig.engine.volatile.apply(
        .code(
          CodeRequest(
            id: Id128(high: 7, low: UInt64(number)), purpose: .activation, resident: nil,
            expires: EngineRig.start.adding(milliseconds: 1_000))))
    }
    #expect(rig.engine.volatile.codes.isEmpty)
    #expect(rig.engine.volatile.pretences.count == VolatileState.pretencesMax)
    #expect(rig.engine.volatile.code(Id128(high: 7, low: 0)) == nil)
    #expect(rig.engine.volatile.code(Id128(high: 7, low: 1)) != nil)
    _ = try Self.start(&rig, 9)
    _ = try Self.start(&rig)
    #expect(rig.engine.volatile.codes.count == 1)
    #expect(rig.engine.volatile.pretences.count == VolatileState.pretencesMax)
  }

  @Test func `an unknown person or employer is not added to the eviction rings`() throws {
    var rig = EngineRig.ofOne()
    _ = try Self.start(&rig, 9)
    #expect(rig.engine.eviction.persons.count == 0)
    _ = try rig.login(at: Fixture.taxpayer(9))
    #expect(rig.engine.eviction.employers.count == 0)
    _ = try Self.start(&rig)
    #expect(rig.engine.eviction.persons.count == 1)
  }

  @Test func `a login's code does not set a password`() throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    let asked = rig.call(.login(.codeSend(LoginReference(login: login)))).reply
    guard let sent = asked as? SmsCodeSent else { throw EngineRig.Missing.reply }
    #expect(rig.call(Self.finish(sent, rig.lastCode)).code == .codeExpired)
  }
}

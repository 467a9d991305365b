import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct LoginAccountTests {
  private static let new = "a new and longer one"

  private static func start(_ bench: inout Bench, _ person: UInt64 = 1, mobile: UInt64 = 1) throws
    -> SmsCodeSent
  {
    try bench.activation(person, mobile: mobile)
  }

  private static func finish(
    _ sent: SmsCodeSent, _ code: String, _ password: String = new
  ) -> Request {
    .account(.activate(ActivationFinish(request: sent.request, code: code, password: password)))
  }

  // R-1406
  @Test func `a code and the resident ID set the password, and end the person's sessions`() throws {
    var bench = Bench.ofOne(Fixture.person(1, password: nil))
    let clerk = bench.signIn()
    let sent = try Self.start(&bench)
    let code = bench.lastCode
    #expect(bench.call(Self.finish(sent, code)).message(Done.self) == Done(text: "设置登录密码成功"))
    #expect(bench.call(.session(.whoami), as: clerk).code == .notSignedIn)
    #expect(try bench.login(password: Self.new).reply != nil)
    #expect(bench.call(Self.finish(sent, code)).code == .codeExpired)
  }

  @Test(arguments: [(9, 1), (1, 9)] as [(UInt64, UInt64)])
  func `whoever is unknown gets the same answers`(person: UInt64, mobile: UInt64) throws {
    var bench = Bench.ofOne()
    let sent = try Self.start(&bench, person, mobile: mobile)
    #expect(sent.expires == Bench.start.adding(milliseconds: CodeSending.lifeMilliseconds))
    #expect(sent.resendAfter == Bench.start.adding(milliseconds: 60_000))
    #expect(bench.rows.isEmpty)
    let again = try bench.activationStart(person, mobile: mobile)
    #expect(bench.call(.account(.activateStart(again))).code == .codeTooSoon)
    let digits = SmsCode.digits(sent.request, digests: StandInDigests())
    for left in [4, 3, 2, 1, 0] as [UInt32] {
      #expect(bench.call(Self.finish(sent, digits)).refusal?.left == left)
    }
    #expect(bench.call(Self.finish(sent, digits)).code == .codeExpired)
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
  func `a password is long, not common and not one's own number`(
    password: String, weak: Bool
  ) throws {
    var bench = Bench.ofOne()
    let sent = try Self.start(&bench)
    let outcome = bench.call(Self.finish(sent, bench.lastCode, password))
    #expect(outcome.code == (weak ? .passwordWeak : nil))
    guard weak else { return }
    #expect(bench.call(Self.finish(sent, bench.lastCode)).reply != nil)
  }

  @Test func `whether a password holds one's number is said only after the right code`() throws {
    var bench = Bench.ofOne()
    let sent = try Self.start(&bench)
    let own = "my 13800000001"
    #expect(bench.call(Self.finish(sent, bench.wrongCode, own)).code == .codeWrong)
  }

  @Test func `of two that come back from scrypt one sets the password`() throws {
    var bench = Bench.ofOne()
    let sent = try Self.start(&bench)
    bench.holdsDerivations = true
    let tickets = bench.sendAtOnce([
      Self.finish(sent, bench.lastCode), Self.finish(sent, bench.lastCode, Self.new + "!"),
    ])
    #expect(bench.derivations.count == 2)
    bench.derive()
    #expect(tickets.map { bench.outcome(of: $0).code } == [nil, .codeExpired])
  }

  @Test(arguments: [(1, 1), (9, 9)] as [(UInt64, UInt64)])
  func `no code is asked for without a slider of its own, known or not`(
    person: UInt64, mobile: UInt64
  ) throws {
    var bench = Bench.ofOne()
    let good = try bench.activationStart(person, mobile: mobile)
    let bad = ActivationStart(
      resident: good.resident, mobile: good.mobile, challenge: good.challenge,
      position: good.position + 1, proof: good.proof)
    #expect(bench.call(.account(.activateStart(bad))).code == .sliderRefused)
    #expect(bench.call(.account(.activateStart(good))).reply != nil)
    bench.advance(60_000)
    #expect(bench.call(.account(.activateStart(good))).code == .sliderRefused)
  }

  @Test func `codes that were never sent take no place of those that were`() throws {
    var bench = Bench.ofOne()
    for number in 0..<Lobby.pretencesMax + 1 {
      bench.hall.lobby.apply(
        .code(
          CodeRequest(
            id: Id128(high: 7, low: UInt64(number)), purpose: .activation, resident: nil,
            expires: Bench.start.adding(milliseconds: 1_000))))
    }
    #expect(bench.hall.lobby.codes.isEmpty)
    #expect(bench.hall.lobby.pretences.count == Lobby.pretencesMax)
    #expect(bench.hall.lobby.code(Id128(high: 7, low: 0)) == nil)
    #expect(bench.hall.lobby.code(Id128(high: 7, low: 1)) != nil)
    _ = try Self.start(&bench, 9)
    _ = try Self.start(&bench)
    #expect(bench.hall.lobby.codes.count == 1)
    #expect(bench.hall.lobby.pretences.count == Lobby.pretencesMax)
  }

  @Test func `nobody is noted as resident who does not exist`() throws {
    var bench = Bench.ofOne()
    _ = try Self.start(&bench, 9)
    #expect(bench.hall.personResidency.count == 0)
    _ = try bench.login(at: Fixture.taxpayer(9))
    #expect(bench.hall.residency.count == 0)
    _ = try Self.start(&bench)
    #expect(bench.hall.personResidency.count == 1)
  }

  @Test func `a login's code does not set a password`() throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    let asked = bench.call(.login(.codeSend(LoginReference(login: login)))).reply
    guard let sent = asked as? SmsCodeSent else { throw Bench.Missing.reply }
    #expect(bench.call(Self.finish(sent, bench.lastCode)).code == .codeExpired)
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct PaymentPasswordTests {
  private static let digits = "135790"

  /// Makes a rig whose first employer has a payment password, with a clerk signed in.
  private static func rig(off: Bool = false) -> (EngineRig, EngineRig.From) {
    var employer = Fixture.employer(1)
    let salt = Id128(high: 1, low: 2)
    employer.password = PaymentPassword(
      digest: PaymentPasswordCheck.keyed(
        digits, salt: salt, employer.registration.number, StandInDigests()), salt: salt, off: off)
    var rig = EngineRig.ofOne(employers: [employer])
    let clerk = rig.signIn()
    return (rig, clerk)
  }

  private static func code(_ rig: inout EngineRig, _ clerk: EngineRig.From) throws -> SmsCodeSent {
    guard let sent = rig.call(.paymentPassword(.code), as: clerk).reply as? SmsCodeSent else {
      throw EngineRig.Missing.reply
    }
    return sent
  }

  private static func set(
    _ sent: SmsCodeSent, _ code: String, _ password: String = "246810", again: String? = nil
  ) -> Request {
    .paymentPassword(
      .set(
        PaymentPasswordSet(
          request: sent.request, code: code, password: password, again: again ?? password)))
  }

  private static func off(_ password: String) -> Request {
    .paymentPassword(.use(PaymentPasswordUse(on: false, password: password)))
  }

  @Test func `A5: an SMS code, then the password twice, sets it`() throws {
    var rig = EngineRig.ofOne()
    let clerk = rig.signIn()
    let sent = try Self.code(&rig, clerk)
    let set = Self.set(sent, rig.lastCode)
    #expect(rig.call(set, as: clerk).message(Done.self) == Done(text: "设置支付密码成功"))
    let password = rig.engine.state.employers[Fixture.registration(1)]?.password
    #expect(password?.digest != nil)
    #expect(password?.off == false)
    #expect(rig.call(Self.set(sent, rig.lastCode), as: clerk).code == .codeExpired)
    #expect(rig.call(Self.off("246810"), as: clerk).message(Done.self) == Done(text: "支付密码已停用"))
  }

  @Test(
    arguments: [
      ("246810", nil), ("112233", nil), ("24681", .paymentPasswordWeak),
      ("2468101", .paymentPasswordWeak), ("24681a", .paymentPasswordWeak),
      ("７24681", .paymentPasswordWeak), ("000000", .paymentPasswordWeak),
      ("123456", .paymentPasswordWeak), ("012345", .paymentPasswordWeak),
      ("987654", .paymentPasswordWeak), ("123457", nil), ("", .paymentPasswordWeak),
    ] as [(String, RefusalCode?)])
  func `A5: six digits, not one repeated, no plain run`(
    password: String, code: RefusalCode?
  ) throws {
    var rig = EngineRig.ofOne()
    let clerk = rig.signIn()
    let sent = try Self.code(&rig, clerk)
    #expect(rig.call(Self.set(sent, rig.lastCode, password), as: clerk).code == code)
  }

  @Test func `A5: a differing repetition, a wrong code and another session's code are refused`()
    throws
  {
    var rig = EngineRig.ofOne()
    let clerk = rig.signIn()
    let other = rig.signIn()
    let sent = try Self.code(&rig, clerk)
    let differs = Self.set(sent, rig.lastCode, again: "246811")
    #expect(rig.call(differs, as: clerk).code == .paymentPasswordDiffers)
    #expect(rig.call(Self.set(sent, rig.wrongCode), as: clerk).refusal?.left == 4)
    #expect(rig.call(Self.set(sent, rig.lastCode), as: other).code == .codeExpired)
    #expect(rig.call(Self.set(sent, rig.lastCode), as: clerk).reply != nil)
  }

  @Test func `T14, A6: without a payment password its use cannot be switched`() {
    var rig = EngineRig.ofOne()
    let clerk = rig.signIn()
    for on in [true, false] {
      let use = PaymentPasswordUse(on: on, password: Self.digits)
      let refusal = rig.call(.paymentPassword(.use(use)), as: clerk).refusal
      #expect(refusal?.code == .paymentPasswordNotSet)
      #expect(refusal?.next == "shebao payment-password set")
    }
  }

  @Test func `A6: switching off takes the password, switching on does not`() {
    var (rig, clerk) = Self.rig()
    let nothing = PaymentPasswordUse(on: false)
    #expect(rig.call(.paymentPassword(.use(nothing)), as: clerk).code == .paymentPasswordNeeded)
    #expect(rig.call(Self.off(Self.digits), as: clerk).reply != nil)
    #expect(rig.engine.state.employers[Fixture.registration(1)]?.password.off == true)
    let on = PaymentPasswordUse(on: true)
    #expect(
      rig.call(.paymentPassword(.use(on)), as: clerk).message(Done.self) == Done(text: "支付密码已启用"))
    #expect(rig.engine.state.employers[Fixture.registration(1)]?.password.off == false)
  }

  @Test(arguments: [true, false])
  func `A6: switching off takes an SMS code where a scan has proved the person`(proved: Bool) throws
  {
    var (rig, _) = Self.rig()
    let clerk = rig.signIn(proved: proved)
    let sent = try Self.code(&rig, clerk)
    let use = PaymentPasswordUse(on: false, request: sent.request, code: rig.lastCode)
    let outcome = rig.call(.paymentPassword(.use(use)), as: clerk)
    #expect(outcome.code == (proved ? nil : .stepUpNeeded))
  }

  @Test
  func `T13: the third wrong password ends the person's sessions there and locks for 3 minutes`()
    throws
  {
    var (rig, clerk) = Self.rig()
    let other = rig.signIn()
    rig.shelf.put(Fixture.employer(2))
    let elsewhere = rig.signIn(1, at: 2)
    let colleague = rig.signIn(2)
    #expect(rig.call(Self.off("000001"), as: clerk).refusal?.left == 2)
    #expect(rig.call(Self.off("000002"), as: other).refusal?.left == 1)
    let third = try #require(rig.call(Self.off("000003"), as: clerk).refusal)
    #expect(third.code == .paymentPasswordWrong)
    #expect(third.until == EngineRig.start.adding(milliseconds: 180_000))
    #expect(rig.lastEvents.map(\.number) == [64, 17, 17, 20])
    for ended in [clerk, other] {
      #expect(rig.call(.session(.whoami), as: ended).code == .notSignedIn)
    }
    for alive in [elsewhere, colleague] {
      #expect(rig.call(.session(.whoami), as: alive).reply != nil)
    }
    #expect(rig.proveByCode(try rig.opened()).code == .personLocked)
    rig.advance(180_000)
    let session = try #require(rig.proveByCode(try rig.opened()).step?.session)
    #expect(rig.call(Self.off(Self.digits), as: .token(session.token)).reply != nil)
  }

  @Test func `T13: of any number of guesses at once three are checked`() {
    var (rig, clerk) = Self.rig()
    let guesses = (0..<64).map { Self.off("00\(1000 + $0)") }
    let addresses = rig.sendAtOnce(guesses, as: clerk)
    let codes = addresses.map { rig.outcome(of: $0).code }
    #expect(codes.prefix(3).allSatisfy { $0 == .paymentPasswordWrong })
    #expect(codes.dropFirst(3).allSatisfy { $0 == .notSignedIn })
    #expect(rig.events.filter { $0.number == 64 }.count == 3)
  }

  @Test func `T13: a right password resets the count`() {
    var (rig, clerk) = Self.rig()
    for round in 0..<3 {
      #expect(rig.call(Self.off("000001"), as: clerk).refusal?.left == 2, "\(round)")
      #expect(rig.call(Self.off("000002"), as: clerk).refusal?.left == 1)
      #expect(rig.call(Self.off(Self.digits), as: clerk).reply != nil)
      #expect(rig.engine.state.employers[Fixture.registration(1)]?.locks.isEmpty == true)
    }
  }

  enum Case: CaseIterable { case unset, off, none, empty, right, wrong, locked }

  @Test(arguments: Case.allCases)
  func `T12, T13, T14: each verdict of the check`(which: Case) throws {
    var employer = Self.rig(off: which == .off).0.shelf.employers[Fixture.registration(1)]
    if which == .unset { employer?.password.digest = nil }
    if which == .locked {
      employer?.locks[Fixture.resident(1)] = PaymentLock(
        resident: Fixture.resident(1), failures: 0,
        lockedUntil: EngineRig.start.adding(milliseconds: 1))
    }
    var rig = EngineRig()
    _ = rig.signIn()
    let session = try #require(rig.engine.state.sessions.values.first)
    let clerk = SignedInClerk(
      session: session, employer: try #require(employer), person: Fixture.person(1))
    let entered: String? =
      switch which {
      case .none: nil
      case .empty: ""
      case .wrong: "000001"
      case .unset, .off, .right, .locked: Self.digits
      }
    var context = rig.engine.context
    var said: String
    switch PaymentPasswordCheck.judge(entered, clerk, rig.engine.state, &context) {
    case .refused(let refusal):
      said = refusal.code.rawValue
      #expect(!refusal.next.isEmpty)
    case .counted(let refusal, let events, _):
      said = "\(refusal.code.rawValue) \(events.count)"
    case .off: said = "off"
    case .passed(let events): said = "passed \(events.count)"
    }
    let expected =
      switch which {
      case .unset: "PAYMENT_PASSWORD_NOT_SET"
      case .off: "off"
      case .none, .empty: "PAYMENT_PASSWORD_NEEDED"
      case .right: "passed 0"
      case .wrong: "PAYMENT_PASSWORD_WRONG 1"
      case .locked: "PERSON_LOCKED"
      }
    #expect(said == expected)
  }
}

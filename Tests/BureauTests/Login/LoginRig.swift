import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The steps of a login, as a client makes them.
extension EngineRig {
  static let password = "correct horse battery"

  /// A rig with one employer and one person of it on the shelf.
  static func ofOne(
    _ person: Person = Fixture.person(1), employers: [Employer] = [Fixture.employer(1)]
  ) -> EngineRig {
    var rig = EngineRig()
    rig.shelf.put(person)
    for employer in employers { rig.shelf.put(employer) }
    return rig
  }

  /// A login request with the slider dragged and its proof found.
  mutating func loginRequest(
    _ user: String = Fixture.mobile(1).text, at taxpayer: TaxpayerID = Fixture.taxpayer(1),
    password: String = EngineRig.password
  ) throws -> PasswordLogin {
    guard let slider = call(.login(.slider)).reply as? Slider else { throw Missing.reply }
    return PasswordLogin(
      taxpayer: taxpayer, user: user, password: password, challenge: slider.challenge,
      position: slider.width,
      proof: StandInDigests().proof(slider.challenge, bits: slider.proofBits))
  }

  /// A request for an activation's code with the slider dragged and its proof found.
  mutating func activationStart(_ person: UInt64 = 1, mobile: UInt64 = 1) throws
    -> ActivationStart
  {
    guard let slider = call(.login(.slider)).reply as? Slider else { throw Missing.reply }
    return ActivationStart(
      resident: Fixture.resident(person), mobile: Fixture.mobile(mobile),
      challenge: slider.challenge, position: slider.width,
      proof: StandInDigests().proof(slider.challenge, bits: slider.proofBits))
  }

  /// Asks for an activation's code.
  mutating func activation(_ person: UInt64 = 1, mobile: UInt64 = 1) throws -> SmsCodeSent {
    let start = Request.account(.activateStart(try activationStart(person, mobile: mobile)))
    guard let sent = call(start).reply as? SmsCodeSent else { throw Missing.reply }
    return sent
  }

  /// Logs in with a password.
  mutating func login(
    _ user: String = Fixture.mobile(1).text, at taxpayer: TaxpayerID = Fixture.taxpayer(1),
    password: String = EngineRig.password
  ) throws -> Outcome {
    call(.login(.password(try loginRequest(user, at: taxpayer, password: password))))
  }

  /// Logs in with the first person's password, and gives the login's name.
  mutating func opened() throws -> Id128 {
    guard let opened = try login().reply as? LoginOpened else { throw Missing.reply }
    return opened.login
  }

  /// The digits of the last code that was sent.
  var lastCode: String {
    for case .person(.codeOrdered(let event)) in events.reversed() {
      return SmsCode.digits(event.order.order, digests: StandInDigests())
    }
    return ""
  }

  /// Digits that are not those of the last code.
  var wrongCode: String { lastCode == "000000" ? "000001" : "000000" }

  /// Sends a code and enters it.
  mutating func proveByCode(_ login: Id128) -> Outcome {
    guard call(.login(.codeSend(LoginReference(login: login)))).reply != nil else {
      return .reply(Empty())
    }
    return call(.login(.codeEnter(LoginCode(login: login, code: lastCode))))
  }

  /// Starts a scan and lets its app approve it.
  mutating func proveByScan(_ login: Id128, _ app: ScanApp = .taxApp) throws -> Outcome {
    let challenge = try scan(login, app)
    _ = call(.app(.scanAnswer(answer(challenge))), as: .credential(.app(app)))
    return call(.login(.scanWait(LoginReference(login: login))))
  }

  /// Starts a scan.
  mutating func scan(_ login: Id128, _ app: ScanApp = .taxApp) throws -> ScanChallenge {
    let started = call(.login(.scanStart(ScanStart(login: login, app: app)))).reply
    guard let challenge = started as? ScanChallenge else { throw Missing.reply }
    return challenge
  }

  /// What an app answers where its user agrees.
  func answer(
    _ challenge: ScanChallenge, approved: Bool = true, digits: UInt32? = nil, person: UInt64 = 1,
    employer: UInt64? = 1
  ) -> ScanAnswer {
    ScanAnswer(
      qr: challenge.qr, approved: approved, digits: digits ?? challenge.digits,
      resident: Fixture.resident(person), employer: employer.map { Fixture.registration($0) })
  }

  enum Missing: Error { case reply }
}

extension EngineRig.Outcome {
  /// The step, where the reply is one.
  var step: LoginStep? { reply as? LoginStep }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The steps of a login, as a client makes them.
extension EngineRig {
  static let password = "correct horse battery"

  /// A rig whose books have one employer and one person in an identity there.
  static func ofOne(
    _ person: Person = Fixture.person(1), employers: [Employer] = [Fixture.employer(1)]
  ) -> EngineRig {
    var rig = EngineRig()
    rig.shelf.put(person)
    for employer in employers { rig.shelf.put(employer) }
    return rig
  }

  /// Makes a login request whose slider is answered and proof computed.
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

  /// Makes a request for an activation's code whose slider is answered and proof computed.
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

  /// Logs in with the first person's password, and returns the login's identifier.
  mutating func opened() throws -> Id128 {
    guard let opened = try login().reply as? LoginOpened else { throw Missing.reply }
    return opened.login
  }

  /// The digits of the last sent code.
  var lastCode: String {
    for case .person(.codeOrdered(let event)) in events.reversed() {
      return SmsCode.digits(event.order.order, digests: StandInDigests())
    }
    return ""
  }

  /// Digits that differ from the last code's.
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

  /// An app's answer to a scan that its user approves.
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
  /// The reply as a login step; nil if it is none.
  var step: LoginStep? { reply as? LoginStep }
}

import Protocol
import Testing

@testable import Bureau

/// The steps of a login, as a client makes them.
extension Bench {
  static let password = "correct horse battery"

  /// A bench with one employer and one person of it on the shelf.
  static func ofOne(
    _ person: Person = Fixture.person(1), employers: [Employer] = [Fixture.employer(1)]
  ) -> Bench {
    var bench = Bench()
    bench.shelf.put(person)
    for employer in employers { bench.shelf.put(employer) }
    return bench
  }

  /// A login request with the slider dragged and its proof found.
  mutating func loginRequest(
    _ user: String = Fixture.mobile(1).text, at taxpayer: TaxpayerID = Fixture.taxpayer(1),
    password: String = Bench.password
  ) throws -> PasswordLogin {
    guard case .slider(let slider) = call(.loginSlider).reply else { throw Missing.reply }
    return PasswordLogin(
      taxpayer: taxpayer, user: user, password: password, challenge: slider.challenge,
      position: slider.width,
      proof: StandInDigests().proof(slider.challenge, bits: slider.proofBits))
  }

  /// A request for an activation's code with the slider dragged and its proof found.
  mutating func activationStart(_ person: UInt64 = 1, mobile: UInt64 = 1) throws
    -> ActivationStart
  {
    guard case .slider(let slider) = call(.loginSlider).reply else { throw Missing.reply }
    return ActivationStart(
      resident: Fixture.resident(person), mobile: Fixture.mobile(mobile),
      challenge: slider.challenge, position: slider.width,
      proof: StandInDigests().proof(slider.challenge, bits: slider.proofBits))
  }

  /// Asks for an activation's code.
  mutating func activation(_ person: UInt64 = 1, mobile: UInt64 = 1) throws -> SmsCodeSent {
    let start = Request.accountActivateStart(try activationStart(person, mobile: mobile))
    guard case .smsCodeSent(let sent) = call(start).reply else { throw Missing.reply }
    return sent
  }

  /// Logs in with a password.
  mutating func login(
    _ user: String = Fixture.mobile(1).text, at taxpayer: TaxpayerID = Fixture.taxpayer(1),
    password: String = Bench.password
  ) throws -> Outcome {
    call(.loginPassword(try loginRequest(user, at: taxpayer, password: password)))
  }

  /// Logs in with the first person's password, and gives the login's name.
  mutating func opened() throws -> Id128 {
    guard case .loginOpened(let opened) = try login().reply else { throw Missing.reply }
    return opened.login
  }

  /// The digits of the last code that was sent.
  var lastCode: String {
    for case .codeOrdered(let event) in events.reversed() {
      return SmsCode.digits(event.order.order, digests: StandInDigests())
    }
    return ""
  }

  /// Digits that are not those of the last code.
  var wrongCode: String { lastCode == "000000" ? "000001" : "000000" }

  /// Sends a code and enters it.
  mutating func proveByCode(_ login: Id128) -> Outcome {
    guard call(.loginCodeSend(LoginReference(login: login))).reply != nil else {
      return .reply(.empty)
    }
    return call(.loginCodeEnter(LoginCode(login: login, code: lastCode)))
  }

  /// Starts a scan and lets its app approve it.
  mutating func proveByScan(_ login: Id128, _ app: ScanApp = .taxApp) throws -> Outcome {
    let challenge = try scan(login, app)
    _ = call(.appScanAnswer(answer(challenge)), as: .credential(.app(app)))
    return call(.loginScanWait(LoginReference(login: login)))
  }

  /// Starts a scan.
  mutating func scan(_ login: Id128, _ app: ScanApp = .taxApp) throws -> ScanChallenge {
    let started = call(.loginScanStart(ScanStart(login: login, app: app))).reply
    guard case .scanChallenge(let challenge) = started else { throw Missing.reply }
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

extension Bench.Outcome {
  /// The step, where the reply is one.
  var step: LoginStep? { if case .loginStep(let step)? = reply { step } else { nil } }
}

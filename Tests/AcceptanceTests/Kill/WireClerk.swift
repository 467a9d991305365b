import Bureau
import Fixtures
import Protocol
import Testing
import Transport

/// A clerk who sends requests over the wire: signed in, with an agreement and a payment password.
struct WireClerk: Sendable {
  static let password = "correct horse battery"
  static let paymentPassword = "135792"

  let rig: ServerRig
  let number: Int
  let session: SessionToken
  let agreement: AgreementNumber

  /// Sets up a new clerk: activates the account, signs in with password and SMS code, accepts the
  /// consents, adds an agreement and sets the payment password.
  init(_ number: Int, in rig: ServerRig) throws {
    self.rig = rig
    self.number = number
    let channel = try rig.connect()
    defer { channel.close() }
    let phone = Phone(rig: rig, mobile: Fixture.mobile(number))
    try Self.activate(number, channel, phone)
    session = try Self.signIn(number, channel, phone)
    agreement = try Self.agree(number, rig, channel, session)
    try Self.setPaymentPassword(channel, session, phone)
  }

  private static func activate(_ number: Int, _ channel: Channel, _ phone: Phone) throws {
    guard let slider = try channel.ask(.login(.slider)) as? Slider else {
      throw RigFailure("slider")
    }
    let start = ActivationStart(
      resident: Fixture.resident(number), mobile: Fixture.mobile(number),
      challenge: slider.challenge, position: slider.width, proof: sliderProof(slider))
    let last = try phone.last()
    guard let sent = try channel.ask(.account(.activateStart(start))) as? SmsCodeSent else {
      throw RigFailure("account.activate.start")
    }
    let finish = ActivationFinish(
      request: sent.request, code: try phone.code(after: last), password: password)
    _ = try channel.ask(.account(.activate(finish)))
  }

  private static func setPaymentPassword(
    _ channel: Channel, _ session: SessionToken, _ phone: Phone
  ) throws {
    let last = try phone.last()
    guard let sent = try channel.ask(.paymentPassword(.code), as: session) as? SmsCodeSent else {
      throw RigFailure("payment-password.code")
    }
    let set = PaymentPasswordSet(
      request: sent.request, code: try phone.code(after: last), password: paymentPassword,
      again: paymentPassword)
    _ = try channel.ask(.paymentPassword(.set(set)), as: session, key: newKey(channel))
  }

  private static func signIn(
    _ number: Int, _ channel: Channel, _ phone: Phone
  ) throws -> SessionToken {
    guard let slider = try channel.ask(.login(.slider)) as? Slider else {
      throw RigFailure("slider")
    }
    let login = PasswordLogin(
      taxpayer: Fixture.taxpayer(number), user: "user\(number)", password: password,
      challenge: slider.challenge, position: slider.width, proof: sliderProof(slider))
    guard let opened = try channel.ask(.login(.password(login))) as? LoginOpened else {
      throw RigFailure("login.password")
    }
    let last = try phone.last()
    _ = try channel.ask(.login(.codeSend(LoginReference(login: opened.login))))
    let code = LoginCode(login: opened.login, code: try phone.code(after: last))
    var reply = try channel.ask(.login(.codeEnter(code)))
    for _ in 0..<8 {
      guard let step = reply as? LoginStep else { break }
      if step.stage == .entered {
        return try #require(step.session.flatMap { SessionToken(bytes: $0.token) })
      }
      reply = try channel.ask(try answer(step))
    }
    throw RigFailure("the login does not end")
  }

  private static func answer(_ step: LoginStep) throws -> Request {
    switch step.stage {
    case .identity:
      let option = try #require(step.identities.first)
      return .login(
        .identity(
          IdentityChoice(login: step.login, kind: option.kind, registration: option.registration)))
    case .confirmation: return .login(.confirm(LoginReference(login: step.login)))
    case .consent:
      return .login(
        .consent(
          ConsentAnswer(login: step.login, accepted: true, documents: step.consents)))
    case .factor, .entered: throw RigFailure("the code was not enough")
    }
  }

  private static func agree(
    _ number: Int, _ rig: ServerRig, _ channel: Channel, _ session: SessionToken
  ) throws -> AgreementNumber {
    let account = Fixture.account(number)
    let agreement = Fixture.agreement(number)
    try rig.lab([
      "sandbox", "bank", "open", "--bank", ServerRig.banks[0], "--account", account, "--name",
      Fixture.name(number), "--balance", "1000000", "--agreement", agreement,
    ])
    let add = Fixture.agreement(
      agreement, account: account, accountName: Fixture.name(number), phone: "13800000000"
    ).entered
    _ = try channel.ask(.agreement(.add(add)), as: session, key: newKey(channel))
    let which = AgreementReference(number: add.number, wait: true)
    guard let shown = try channel.ask(.agreement(.show(which)), as: session) as? Agreement,
      shown.status == .active
    else { throw RigFailure("the bank does not know the agreement") }
    return add.number
  }
}

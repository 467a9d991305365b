/// The requests about a person's own password (账户).
package enum AccountRequest: WorkflowRequest {
  /// Sends an SMS code, to set the person's password (账户激活).
  case activateStart(ActivationStart)
  /// Sets the password with that code.
  case activate(ActivationFinish)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .activateStart(let m): reader.read(AccountMethods.activateStart, m)
    case .activate(let m): reader.read(AccountMethods.activate, m)
    }
  }
}

package enum AccountMethods {
  package static let activateStart = MethodDefinition(
    0x0118, "account.activate.start", .anyone, .none, .gated,
    ActivationStart.self, SmsCodeSent.self
  ) { .account(.activateStart($0)) }
  package static let activate = MethodDefinition(
    0x0119, "account.activate", .anyone, .none, .gated,
    ActivationFinish.self, Done.self
  ) { .account(.activate($0)) }

  static let definitions: [AnyMethodDefinition] = [activateStart.untyped, activate.untyped]
}

/// Asks for an SMS code, to set one's password (账户激活).
package struct ActivationStart: Message {
  package static let name: StaticString = "ActivationStart"
  /// 居民身份证号码 of the person.
  package let resident: ResidentID
  /// 手机号码 on file.
  package let mobile: MobileNumber
  /// `Slider.challenge`.
  package let challenge: [UInt8]
  /// The slider's position at its release, from 0 to `Slider.width`.
  package let position: UInt32
  /// The slider's proof of work; see `Slider.proofBits`.
  package let proof: UInt64

  package init(
    resident: ResidentID, mobile: MobileNumber, challenge: [UInt8], position: UInt32,
    proof: UInt64
  ) {
    self.resident = resident
    self.mobile = mobile
    self.challenge = challenge
    self.position = position
    self.proof = proof
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      mobile: c.value(2, "mobile", m?.mobile),
      challenge: c.bytes(3, "challenge", m?.challenge, max: 64),
      position: c.number32(4, "position", m?.position),
      proof: c.number(5, "proof", m?.proof))
  }
}

/// Sets the password with the SMS code.
package struct ActivationFinish: Message {
  package static let name: StaticString = "ActivationFinish"
  /// The code's request, from `SmsCodeSent`.
  package let request: Id128
  /// 短信验证码: six digits.
  package let code: String
  /// The new password, 12 to 128 bytes.
  package let password: String

  package init(request: Id128, code: String, password: String) {
    self.request = request
    self.code = code
    self.password = password
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      request: c.id(1, "request", m?.request),
      code: c.secret(2, "code", m?.code, max: 8),
      password: c.secret(3, "password", m?.password, max: 128))
  }
}

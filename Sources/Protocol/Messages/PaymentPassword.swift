/// The requests about the payment password (支付密码; A5, A6).
package enum PaymentPasswordRequest: WorkflowRequest {
  /// Sends an SMS code (短信验证码).
  case code
  /// Sets the payment password (A5).
  case set(PaymentPasswordSet)
  /// Turns the use of the payment password on or off (A6).
  case use(PaymentPasswordUse)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .code: reader.read(PaymentPasswordMethods.code, Empty())
    case .set(let m): reader.read(PaymentPasswordMethods.set, m)
    case .use(let m): reader.read(PaymentPasswordMethods.use, m)
    }
  }
}

package enum PaymentPasswordMethods {
  package static let code = MethodDefinition(
    0x0178, "payment-password.code", .clerk(.change), .none, .gated,
    Empty.self, SmsCodeSent.self
  ) { _ in .paymentPassword(.code) }
  package static let set = MethodDefinition(
    0x0179, "payment-password.set", .clerk(.guarded), .keyed { _ in "payment-password" },
    .refusedInRecovery,
    PaymentPasswordSet.self, Done.self
  ) { .paymentPassword(.set($0)) }
  package static let use = MethodDefinition(
    0x017A, "payment-password.use", .clerk(.guarded), .keyed { _ in "payment-password" },
    .refusedInRecovery,
    PaymentPasswordUse.self, Done.self
  ) { .paymentPassword(.use($0)) }

  static let definitions: [AnyMethodDefinition] = [code.untyped, set.untyped, use.untyped]
}

/// Sets the payment password (设置支付密码, A5).
package struct PaymentPasswordSet: Message {
  package static let name: StaticString = "PaymentPasswordSet"
  /// The code's request, from `SmsCodeSent`.
  package let request: Id128
  /// 短信验证码: the SMS code.
  package let code: String
  /// 支付密码: six digits.
  package let password: String
  /// The password again; a difference is refused.
  package let again: String

  package init(request: Id128, code: String, password: String, again: String) {
    self.request = request
    self.code = code
    self.password = password
    self.again = again
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      request: c.id(1, "request", m?.request),
      code: c.secret(2, "code", m?.code, max: 8),
      password: c.secret(3, "password", m?.password, max: 12),
      again: c.secret(4, "again", m?.again, max: 12))
  }
}

/// Turns the payment password's use on or off (设置支付密码是否启用, A6).
package struct PaymentPasswordUse: Message {
  package static let name: StaticString = "PaymentPasswordUse"
  /// True (是): payments by agreement ask for the password.
  package let on: Bool
  /// 支付密码. Turning the use off needs it, or else the SMS code in a session that a scan has proved.
  package let password: String?
  /// The code's request, from `SmsCodeSent`; in place of the password.
  package let request: Id128?
  /// 短信验证码, in place of the password.
  package let code: String?

  package init(on: Bool, password: String? = nil, request: Id128? = nil, code: String? = nil) {
    self.on = on
    self.password = password
    self.request = request
    self.code = code
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      on: c.flag(1, "on", m?.on),
      password: c.maybeSecret(2, "password", m?.password, max: 12),
      request: c.maybe(3, "request", m?.request),
      code: c.maybeSecret(4, "code", m?.code, max: 8))
  }
}

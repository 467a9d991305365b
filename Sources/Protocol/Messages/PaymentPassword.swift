/// Sets the payment password (设置支付密码, A5).
public struct PaymentPasswordSet: Message {
  /// The name in the schema.
  public static let name: StaticString = "PaymentPasswordSet"
  /// From `SmsCodeSent`.
  public let request: Id128
  /// The SMS code.
  public let code: String
  /// Six digits.
  public let password: String
  /// The same again.
  public let again: String

  /// Makes it of its fields.
  public init(request: Id128, code: String, password: String, again: String) {
    self.request = request
    self.code = code
    self.password = password
    self.again = again
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct PaymentPasswordUse: Message {
  /// The name in the schema.
  public static let name: StaticString = "PaymentPasswordUse"
  /// 是 or 否.
  public let on: Bool
  /// The payment password; turning it off needs it, or the code with a scan.
  public let password: String?
  /// From `SmsCodeSent`, in place of the password.
  public let request: Id128?
  /// The SMS code, in place of the password.
  public let code: String?

  /// Makes it of its fields.
  public init(on: Bool, password: String? = nil, request: Id128? = nil, code: String? = nil) {
    self.on = on
    self.password = password
    self.request = request
    self.code = code
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      on: c.flag(1, "on", m?.on),
      password: c.maybeSecret(2, "password", m?.password, max: 12),
      request: c.maybe(3, "request", m?.request),
      code: c.maybeSecret(4, "code", m?.code, max: 8))
  }
}

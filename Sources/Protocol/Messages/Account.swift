/// Asks for a code to set one's password (账户激活).
public struct ActivationStart: Message {
  /// The name in the schema.
  public static let name: StaticString = "ActivationStart"
  /// The person's resident ID.
  public let resident: ResidentID
  /// The mobile on file.
  public let mobile: MobileNumber

  /// Makes it of its fields.
  public init(resident: ResidentID, mobile: MobileNumber) {
    self.resident = resident
    self.mobile = mobile
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      mobile: c.value(2, "mobile", m?.mobile))
  }
}

/// Sets the password with the code.
public struct ActivationFinish: Message {
  /// The name in the schema.
  public static let name: StaticString = "ActivationFinish"
  /// From `SmsCodeSent`.
  public let request: Id128
  /// Six digits.
  public let code: String
  /// The new password, 12 to 128 bytes.
  public let password: String

  /// Makes it of its fields.
  public init(request: Id128, code: String, password: String) {
    self.request = request
    self.code = code
    self.password = password
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      request: c.id(1, "request", m?.request),
      code: c.secret(2, "code", m?.code, max: 8),
      password: c.secret(3, "password", m?.password, max: 128))
  }
}

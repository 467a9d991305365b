/// The requests about the payment password (支付密码; A5, A6).
public enum PaymentPasswordRequest: WorkflowRequest {
  /// Asks for an SMS code.
  case code
  /// Sets it (A5).
  case set(PaymentPasswordSet)
  /// Turns its use on or off (A6).
  case use(PaymentPasswordUse)

  /// Shows the reader the request's row and its message.
  public func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .code: reader.read(PaymentPasswordMethods.code, Empty())
    case .set(let m): reader.read(PaymentPasswordMethods.set, m)
    case .use(let m): reader.read(PaymentPasswordMethods.use, m)
    }
  }
}

/// The rows of `PaymentPasswordRequest`.
public enum PaymentPasswordMethods {
  /// Asks for an SMS code.
  public static let code = MethodRow(
    0x0178, "payment-password.code", .clerk(.change), .none, .gated,
    Empty.self, SmsCodeSent.self
  ) { _ in .paymentPassword(.code) }
  /// Sets it (A5).
  public static let set = MethodRow(
    0x0179, "payment-password.set", .clerk(.guarded), .keyed { _ in "payment-password" },
    .heldInRecovery,
    PaymentPasswordSet.self, Done.self
  ) { .paymentPassword(.set($0)) }
  /// Turns its use on or off (A6).
  public static let use = MethodRow(
    0x017A, "payment-password.use", .clerk(.guarded), .keyed { _ in "payment-password" },
    .heldInRecovery,
    PaymentPasswordUse.self, Done.self
  ) { .paymentPassword(.use($0)) }

  static let rows: [MethodEntry] = [code.entry, set.entry, use.entry]
}

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

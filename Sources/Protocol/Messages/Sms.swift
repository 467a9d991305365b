/// A message to send.
public struct SmsMessage: Message {
  /// The name in the schema.
  public static let name: StaticString = "SmsMessage"
  /// Names it; the same order is sent once.
  public let order: Id128
  /// To whom.
  public let mobile: MobileNumber
  /// The text.
  public let text: String

  /// Makes it of its fields.
  public init(order: Id128, mobile: MobileNumber, text: String) {
    self.order = order
    self.mobile = mobile
    self.text = text
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      order: c.id(1, "order", m?.order),
      mobile: c.value(2, "mobile", m?.mobile),
      text: c.secret(3, "text", m?.text, max: 200))
  }
}

/// The gateway has taken the message.
public struct SmsAcknowledge: Message {
  /// The name in the schema.
  public static let name: StaticString = "SmsAcknowledge"
  /// Names it.
  public let order: Id128

  /// Makes it of its fields.
  public init(order: Id128) {
    self.order = order
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      order: c.id(1, "order", m?.order))
  }
}

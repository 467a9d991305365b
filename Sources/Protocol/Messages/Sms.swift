/// The SMS gateway's feed and acknowledgements (短信).
public enum SmsRequest: WorkflowRequest {
  /// The feed of messages.
  case messages
  /// A message is taken.
  case acknowledge(SmsAcknowledge)

  /// Shows the reader the request's row and its message.
  public func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .messages: reader.read(SmsMethods.messages, Empty())
    case .acknowledge(let m): reader.read(SmsMethods.acknowledge, m)
    }
  }
}

/// The rows of `SmsRequest`.
public enum SmsMethods {
  /// The feed of messages.
  public static let messages = MethodRow(
    0x0210, "sms.messages", .gateway, .feed, .free,
    Empty.self, SmsMessage.self
  ) { _ in .sms(.messages) }
  /// A message is taken.
  public static let acknowledge = MethodRow(
    0x0211, "sms.acknowledge", .gateway, .none, .free,
    SmsAcknowledge.self, Done.self
  ) { .sms(.acknowledge($0)) }

  static let rows: [MethodEntry] = [messages.entry, acknowledge.entry]
}

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

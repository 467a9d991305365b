/// The requests of the SMS gateway (短信): its feed, and its acknowledgements.
package enum SmsRequest: WorkflowRequest {
  /// Opens the feed of text messages.
  case messages
  /// Acknowledges one message.
  case acknowledge(SmsAcknowledge)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .messages: reader.read(SmsMethods.messages, Empty())
    case .acknowledge(let m): reader.read(SmsMethods.acknowledge, m)
    }
  }
}

package enum SmsMethods {
  package static let messages = MethodDefinition(
    0x0210, "sms.messages", .gateway, .feed, .free,
    Empty.self, SmsMessage.self
  ) { _ in .sms(.messages) }
  package static let acknowledge = MethodDefinition(
    0x0211, "sms.acknowledge", .gateway, .none, .free,
    SmsAcknowledge.self, Done.self
  ) { .sms(.acknowledge($0)) }

  static let definitions: [AnyMethodDefinition] = [messages.untyped, acknowledge.untyped]
}

/// A text message to send (短信).
package struct SmsMessage: Message {
  package static let name: StaticString = "SmsMessage"
  /// The message's id. It comes again until it is acknowledged; the gateway sends it once (R-1309).
  package let order: Id128
  /// 手机号 of the receiver.
  package let mobile: MobileNumber
  /// The text, in Chinese.
  package let text: String

  package init(order: Id128, mobile: MobileNumber, text: String) {
    self.order = order
    self.mobile = mobile
    self.text = text
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      order: c.id(1, "order", m?.order),
      mobile: c.value(2, "mobile", m?.mobile),
      text: c.secret(3, "text", m?.text, max: 200))
  }
}

/// Says that the gateway has taken a message and will send it.
package struct SmsAcknowledge: Message {
  package static let name: StaticString = "SmsAcknowledge"
  /// The message's id, from `SmsMessage`.
  package let order: Id128

  package init(order: Id128) {
    self.order = order
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      order: c.id(1, "order", m?.order))
  }
}

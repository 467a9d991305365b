/// The SMS gateway's feed and acknowledgements (短信).
package enum SmsRequest: WorkflowRequest {
  /// The feed of messages.
  case messages
  /// A message is taken.
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

  static let entries: [MethodEntry] = [messages.entry, acknowledge.entry]
}

/// A message to send.
package struct SmsMessage: Message {
  package static let name: StaticString = "SmsMessage"
  /// Names it; the same order is sent once.
  package let order: Id128
  /// To whom.
  package let mobile: MobileNumber
  /// The text.
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

/// The gateway has taken the message.
package struct SmsAcknowledge: Message {
  package static let name: StaticString = "SmsAcknowledge"
  /// Names it.
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

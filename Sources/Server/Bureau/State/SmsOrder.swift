package import Protocol

/// A message for the SMS gateway, without the code's digits.
package struct SmsOrder: Message {
  package static let name: StaticString = "SmsOrder"
  /// Names it; the code is derived from it.
  package var order: Id128
  /// To whom.
  package var mobile: MobileNumber
  /// The text, with {code} where the digits go.
  package var purpose: String
  /// When it is not worth sending any more, real time.
  package var ends: Timestamp

  package init(order: Id128, mobile: MobileNumber, purpose: String, ends: Timestamp) {
    self.order = order
    self.mobile = mobile
    self.purpose = purpose
    self.ends = ends
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      order: c.id(1, "order", m?.order),
      mobile: c.value(2, "mobile", m?.mobile),
      purpose: c.text(3, "purpose", m?.purpose, max: 200),
      ends: c.value(4, "ends", m?.ends))
  }
}

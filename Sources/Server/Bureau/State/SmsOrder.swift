package import Protocol

/// A message (短信) for the gateway, without the digits of its code.
package struct SmsOrder: Message {
  package static let name: StaticString = "SmsOrder"
  /// The order's identifier; the code's digits are derived from it.
  package var order: Id128
  /// The recipient's mobile number (手机号码).
  package var mobile: MobileNumber
  /// The text, with {code} in place of the digits.
  package var purpose: String
  /// Real time after which it is not sent any more.
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

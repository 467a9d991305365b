internal import Protocol

/// The six digits of an SMS code (短信验证码). They are derived from the order under a key outside the
/// data, and so are in no event, book or backup.
enum SmsCode {
  /// The placeholder of the digits in an order's text.
  static let place = "{code}"

  static func digits(_ order: Id128, digests: any Digests) -> String {
    let number = digests.keyed(.smsCode, order.bytes).word0 % 1_000_000
    return String(String(1_000_000 + number).dropFirst())
  }

  /// Returns the text for the gateway, with the digits in their place.
  static func fill(_ order: SmsOrder, digests: any Digests) -> String {
    order.purpose.replacing(place, with: digits(order.order, digests: digests))
  }
}

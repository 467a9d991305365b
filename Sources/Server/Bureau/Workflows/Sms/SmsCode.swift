internal import Protocol

enum SmsCode {
  static func fill(_ order: SmsOrder, digests: any Digests) -> String { order.purpose }
}

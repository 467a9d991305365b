internal import Protocol

/// The rules for a payment password (支付密码, A5): six digits, not one repeated, no plain run up or
/// down.
enum PaymentPasswordRules {
  static let digitCount = 6

  /// Checks a new payment password.
  ///
  /// - Throws: `.paymentPasswordWeak`.
  static func check(_ password: String) throws(Refusal) {
    let digits = Array(password.utf8)
    guard digits.count == digitCount, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw weak("支付密码须为\(digitCount)位数字")
    }
    let steps = Set(zip(digits.dropFirst(), digits).map { Int($0) - Int($1) })
    guard steps != [0], steps != [1], steps != [-1] else {
      throw weak("支付密码不得为相同或连续的数字")
    }
  }

  private static func weak(_ text: String) -> Refusal {
    Refusal(.paymentPasswordWeak, text, next: "shebao payment-password set")
  }
}

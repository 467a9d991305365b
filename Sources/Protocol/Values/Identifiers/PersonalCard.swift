/// A person's bank card number (个人银行卡号): 16 to 19 digits with Luhn's check.
public struct PersonalCard: NumberValue, CustomStringConvertible {
  /// The digits as a decimal number; no card begins with 0.
  public let number: UInt64

  /// The card; nil outside 16 to 19 digits, or where the check fails.
  public init?(number: UInt64) {
    guard (1_000_000_000_000_000...9_999_999_999_999_999_999).contains(number),
      Self.isLuhn(number)
    else { return nil }
    self.number = number
  }

  /// The card with exactly these digits; nil for any other text.
  public init?(_ text: String) {
    guard let number = Digits.number(text, count: text.utf8.count) else { return nil }
    self.init(number: number)
    guard self.text == text else { return nil }
  }

  /// All digits.
  public var text: String { String(number) }
  /// The last 4 digits: "****1234".
  public var masked: String { "****\(text.suffix(4))" }
  /// Equals `masked`, so that no log shows a whole number by accident.
  public var description: String { masked }

  /// Checks Luhn's rule: every second digit from the right counts double, and the digit sum ends in
  /// 0.
  static func isLuhn(_ number: UInt64) -> Bool {
    var rest = number
    var sum: UInt64 = 0
    var isDoubled = false
    while rest > 0 {
      let digit = rest % 10 * (isDoubled ? 2 : 1)
      sum += digit / 10 + digit % 10
      isDoubled.toggle()
      rest /= 10
    }
    return sum % 10 == 0
  }
}

extension PersonalCard {
  public static var typeName: StaticString { "PersonalCard" }
}

/// A code of a fixed number of decimal digits, stored and sent as one number.
///
/// A text of more than 15 bytes would cost an allocation for each value; a number costs none.
public protocol DigitCode: NumberValue, Comparable, CustomStringConvertible {
  /// The number of digits, leading zeros included; 19 at most.
  static var digitCount: Int { get }
}

extension DigitCode {
  /// The code with exactly these digits; nil for any other text.
  public init?(_ text: String) {
    guard let number = Digits.number(text, count: Self.digitCount) else { return nil }
    self.init(number: number)
  }

  /// All digits, with leading zeros.
  public var text: String { Digits.text(number, width: Self.digitCount) }

  public var description: String { text }

  /// Compares by number, which is also the order of the texts.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

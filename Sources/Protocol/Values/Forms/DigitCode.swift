/// A code of a fixed count of decimal digits, held and sent as one number.
///
/// Text of more than 15 bytes would cost an allocation for each value; a number costs none.
public protocol DigitCode: NumberValue, Comparable, CustomStringConvertible {
  /// How many digits the code has, leading zeros included; 19 at most.
  static var digitCount: Int { get }
}

extension DigitCode {
  /// The code with exactly these digits, or nil if there is none.
  public init?(_ text: String) {
    guard let number = Digits.number(text, count: Self.digitCount) else { return nil }
    self.init(number: number)
  }

  /// All digits, with leading zeros.
  public var text: String { Digits.text(number, width: Self.digitCount) }

  /// The same as `text`.
  public var description: String { text }

  /// By number, which is also the order of the texts.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

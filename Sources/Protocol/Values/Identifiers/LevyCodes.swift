/// A levy's code (征收项目代码): 5 digits, such as 10201, the basic pension of employees.
public struct LevyCode: DigitCode {
  /// The 5 digits as a decimal number.
  public let number: UInt64

  /// The code; nil unless it has 5 digits and does not begin with 0.
  public init?(number: UInt64) {
    guard (10_000...99_999).contains(number) else { return nil }
    self.number = number
  }
}

extension LevyCode {
  public static var typeName: StaticString { "LevyCode" }
  public static var digitCount: Int { 5 }
}

/// A levy item's code (征收品目代码): the 5 digits of its levy and 4 of its own.
public struct LevyItemCode: DigitCode {
  private let code: UInt32

  /// The code; nil unless it has 9 digits and does not begin with 0.
  public init?(number: UInt64) {
    guard (100_000_000...999_999_999).contains(number) else { return nil }
    code = UInt32(number)
  }

  /// The item of a levy; nil where `item` has more than 4 digits.
  public init?(levy: LevyCode, item: UInt32) {
    guard item <= 9_999 else { return nil }
    code = UInt32(levy.number) * 10_000 + item
  }

  /// The 9 digits as a decimal number.
  public var number: UInt64 { UInt64(code) }

  /// The levy (征收项目) that the item belongs to.
  public var levy: LevyCode { LevyCode(checked: number / 10_000) }
}

extension LevyItemCode {
  public static var typeName: StaticString { "LevyItemCode" }
  public static var digitCount: Int { 9 }
}

extension LevyCode {
  /// Creates a code from a number that is known to have 5 digits.
  fileprivate init(checked number: UInt64) { self.number = number }
}

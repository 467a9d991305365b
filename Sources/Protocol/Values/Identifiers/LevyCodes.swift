/// A levy's code 征收项目代码: 5 digits, such as 10201, the basic pension of employees.
public struct LevyCode: DigitCode {
  /// The digits as a number.
  public let number: UInt64

  /// The code, or nil unless it has 5 digits, the first of them not 0.
  public init?(number: UInt64) {
    guard (10_000...99_999).contains(number) else { return nil }
    self.number = number
  }
}

extension LevyCode {
  /// "LevyCode".
  public static var typeName: StaticString { "LevyCode" }
  /// 5.
  public static var digitCount: Int { 5 }
}

/// A levy item's code 征收品目代码: the 5 digits of its levy and 4 of its own.
public struct LevyItemCode: DigitCode {
  private let code: UInt32

  /// The code, or nil unless it has 9 digits, the first of them not 0.
  public init?(number: UInt64) {
    guard (100_000_000...999_999_999).contains(number) else { return nil }
    code = UInt32(number)
  }

  /// The item of a levy, or nil unless `item` has at most 4 digits.
  public init?(levy: LevyCode, item: UInt32) {
    guard item <= 9_999 else { return nil }
    code = UInt32(levy.number) * 10_000 + item
  }

  /// The digits as a number.
  public var number: UInt64 { UInt64(code) }

  /// The levy 征收项目 that the item belongs to.
  public var levy: LevyCode { LevyCode(checked: number / 10_000) }
}

extension LevyItemCode {
  /// "LevyItemCode".
  public static var typeName: StaticString { "LevyItemCode" }
  /// 9.
  public static var digitCount: Int { 9 }
}

extension LevyCode {
  /// For numbers known to have 5 digits.
  fileprivate init(checked number: UInt64) { self.number = number }
}

/// A tax office's code 税务机关代码: 1 (2 for local bureaus before 2018), 6 digits of division and 4 of
/// the office within it.
public struct TaxOfficeCode: DigitCode {
  /// The digits as a number.
  public let number: UInt64

  /// The code, or nil unless it has 11 digits and begins with 1 or 2.
  public init?(number: UInt64) {
    guard (10_000_000_000...29_999_999_999).contains(number) else { return nil }
    self.number = number
  }

  private init(checked number: UInt64) { self.number = number }

  /// The division 行政区划: 6 digits.
  public var division: UInt32 { UInt32(number / 10_000 % 1_000_000) }

  /// The bureau 主管税务局 above this office: the first 7 digits and 0000. A bureau is its own.
  public var bureau: TaxOfficeCode { TaxOfficeCode(checked: number / 10_000 * 10_000) }
}

extension TaxOfficeCode {
  /// "TaxOfficeCode".
  public static var typeName: StaticString { "TaxOfficeCode" }
  /// 11.
  public static var digitCount: Int { 11 }
}

/// A social-insurance agency's code 社保经办机构代码: 19 digits, the first of them not 0.
public struct AgencyCode: DigitCode {
  /// The digits as a number.
  public let number: UInt64

  /// The code, or nil unless it has 19 digits.
  public init?(number: UInt64) {
    guard (1_000_000_000_000_000_000...9_999_999_999_999_999_999).contains(number)
    else { return nil }
    self.number = number
  }
}

extension AgencyCode {
  /// "AgencyCode".
  public static var typeName: StaticString { "AgencyCode" }
  /// 19.
  public static var digitCount: Int { 19 }
}

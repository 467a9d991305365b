/// A tax office's code (税务机关代码), 11 digits: 1 (2 for local bureaus before 2018), 6 of division and
/// 4 of the office within it.
public struct TaxOfficeCode: DigitCode {
  /// The 11 digits as a decimal number.
  public let number: UInt64

  /// The code; nil unless it has 11 digits and begins with 1 or 2.
  public init?(number: UInt64) {
    guard (10_000_000_000...29_999_999_999).contains(number) else { return nil }
    self.number = number
  }

  private init(checked number: UInt64) { self.number = number }

  /// The division (行政区划): 6 digits.
  public var division: UInt32 { UInt32(number / 10_000 % 1_000_000) }

  /// The bureau (主管税务局) above this office: its first 7 digits and 0000. A bureau returns itself.
  public var bureau: TaxOfficeCode { TaxOfficeCode(checked: number / 10_000 * 10_000) }
}

extension TaxOfficeCode {
  public static var typeName: StaticString { "TaxOfficeCode" }
  public static var digitCount: Int { 11 }
}

/// A social-insurance agency's code (社保经办机构代码): 19 digits, the first of them not 0.
public struct AgencyCode: DigitCode {
  /// The 19 digits as a decimal number.
  public let number: UInt64

  /// The code; nil unless it has 19 digits.
  public init?(number: UInt64) {
    guard (1_000_000_000_000_000_000...9_999_999_999_999_999_999).contains(number)
    else { return nil }
    self.number = number
  }
}

extension AgencyCode {
  public static var typeName: StaticString { "AgencyCode" }
  public static var digitCount: Int { 19 }
}

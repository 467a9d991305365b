/// A bank number (联行号) in CNAPS: 3 digits of institution (行别), 4 of region, 4 of branch and a check
/// digit (ISO 7064 MOD 11,10; GB/T 17710).
public struct BankNumber: DigitCode {
  /// The 12 digits as a decimal number; treasuries begin with 0.
  public let number: UInt64

  /// The number; nil beyond 12 digits, where the check fails, or for institution 000.
  public init?(number: UInt64) {
    let (body, last) = number.quotientAndRemainder(dividingBy: 10)
    guard (1_000_000_000...999_999_999_999).contains(number), Self.check(body) == last
    else { return nil }
    self.number = number
  }

  /// The institution (行别), as a number: 102 ICBC, 103 ABC ….
  public var institution: UInt32 { UInt32(number / 1_000_000_000) }
  /// The region code: 4 digits.
  public var region: UInt32 { UInt32(number / 100_000 % 10_000) }

  /// Computes the check digit of the first 11 digits.
  static func check(_ body: UInt64) -> UInt64 {
    var product: UInt64 = 10
    var unit: UInt64 = 10_000_000_000
    while unit > 0 {
      let sum = (product + body / unit % 10) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
      unit /= 10
    }
    return (11 - product) % 10
  }
}

extension BankNumber {
  public static var typeName: StaticString { "BankNumber" }
  public static var digitCount: Int { 12 }
}

extension BankNumber: TypedValue {
  /// Reads a typed number.
  ///
  /// - Throws: `IdentifierProblem`: length, characters, institution, then the check.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> BankNumber {
    let number = try TypedText(typed).number(digitCount)
    guard number >= 1_000_000_000 else { throw .unknownDivision }
    guard let bank = BankNumber(number: number) else {
      throw .wrongCheck(expected: Character("\(check(number / 10))"))
    }
    return bank
  }
}

/// A mobile number (手机号) of the mainland: 11 digits, 1 and then 3–9.
public struct MobileNumber: DigitCode {
  /// The 11 digits as a decimal number.
  public let number: UInt64

  /// The number; nil outside 130 0000 0000 … 199 9999 9999.
  public init?(number: UInt64) {
    guard (13_000_000_000...19_999_999_999).contains(number) else { return nil }
    self.number = number
  }

  /// The first 3 and last 4 digits: "138****0000".
  public var masked: String { "\(text.prefix(3))****\(text.suffix(4))" }

  /// Equals `masked`, so that no log shows a whole number by accident.
  public var description: String { masked }
}

extension MobileNumber {
  public static var typeName: StaticString { "MobileNumber" }
  public static var digitCount: Int { 11 }
}

extension MobileNumber: TypedValue {
  /// Reads a typed number.
  ///
  /// - Throws: `IdentifierProblem`: length, then characters.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> MobileNumber {
    let typed = try TypedText(typed)
    let number = try typed.number(digitCount)
    guard let mobile = MobileNumber(number: number) else {
      let position = typed.bytes[0] == UInt8(ascii: "1") ? 1 : 0
      throw .badCharacter(at: position + 1, found: typed.character(position))
    }
    return mobile
  }
}

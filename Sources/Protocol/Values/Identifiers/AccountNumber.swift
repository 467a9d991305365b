/// A company's bank account number (对公账号): 8 to 32 digits.
///
/// There is no common check: real account numbers of two large banks fail Luhn's.
public struct AccountNumber: TextValue, CustomStringConvertible {
  /// The permitted number of digits.
  public static let lengths = 8...32

  /// The digits.
  public let text: String

  /// The account with exactly these digits; nil for any other text.
  public init?(text: String) {
    guard Self.lengths.contains(text.utf8.count),
      text.utf8.allSatisfy({ Digits.value($0) != nil })
    else { return nil }
    self.text = text
  }

  /// The last 4 digits: "****1234".
  public var masked: String { "****\(text.suffix(4))" }

  /// Equals `masked`, so that no log shows a whole number by accident.
  public var description: String { masked }
}

extension AccountNumber {
  public static var typeName: StaticString { "AccountNumber" }
  public static var bytesMax: Int { 32 }
}

extension AccountNumber: TypedValue {
  /// Reads a typed number; "-" between digits is dropped.
  ///
  /// - Throws: `IdentifierProblem`: characters, then length.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> AccountNumber {
    let typed = try TypedText(typed)
    let hyphen = UInt8(ascii: "-")
    try typed.needs(0..<typed.bytes.count) { Digits.value($0) != nil || $0 == hyphen }
    let digits = typed.bytes.filter { $0 != hyphen }
    guard let account = AccountNumber(text: String(decoding: digits, as: UTF8.self)) else {
      throw .wrongLength(expected: lengths, found: digits.count)
    }
    return account
  }
}

/// A taxpayer code (纳税人识别号) in one of four forms, told apart by the text alone:
/// - a unified code (统一社会信用代码, GB 32100): 18 characters, kind, division and organisation code with
///   two checks;
/// - a code from before 2015: 15 characters, division and organisation code;
/// - a non-resident's (非居民): F and 5 to 19 of 0–9 and A–Z; only length and characters are known;
/// - a person's: a resident ID, possibly with 2 digits behind it, 18 or 20 characters.
///
/// No other form begins with F. Eighteen digits that are both a unified code and a resident ID are
/// a unified code. Spaces, lower case and full-width characters are accepted by `parse` only.
public struct TaxpayerID: TextValue, Comparable, CustomStringConvertible {
  /// The form of a taxpayer code.
  public enum Kind: UInt8, Choice {
    public static var typeName: StaticString { "TaxpayerKind" }

    /// 统一社会信用代码: 18 characters.
    case unifiedCode = 1
    /// 旧纳税人识别号: 15 characters, from before 2015.
    case legacy15 = 2
    /// 非居民: begins with F.
    case nonresident = 3
    /// A resident ID (居民身份证号码), possibly with two digits behind it.
    case personal = 4
  }

  /// The code, in upper case.
  public let text: String
  /// The code's form.
  public let kind: Kind

  /// The code with exactly this text; nil if it fits no form or fails a check.
  public init?(text: String) {
    guard text.utf8.count <= Self.bytesMax else { return nil }
    do throws(IdentifierProblem) {
      self = try Self.parse(text)
    } catch {
      return nil
    }
    guard self.text == text else { return nil }
  }

  /// The non-resident's code (非居民) with exactly this text; nil if it has another form.
  public init?(nonresident text: String) {
    guard let id = TaxpayerID(text: text), id.kind == .nonresident else { return nil }
    self = id
  }

  private init(_ typed: TypedText, _ kind: Kind) {
    text = typed.text
    self.kind = kind
  }

  public static func < (left: TaxpayerID, right: TaxpayerID) -> Bool { left.text < right.text }

  public var description: String { text }
}

extension TaxpayerID {
  public static var typeName: StaticString { "TaxpayerID" }
  public static var bytesMax: Int { 20 }
}

extension TaxpayerID: TypedValue {
  /// Reads a typed code of any form.
  ///
  /// - Throws: `IdentifierProblem`: length, characters, the last check, then the inner check.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> TaxpayerID {
    let typed = try TypedText(typed)
    if typed.bytes.first == UInt8(ascii: "F") {
      try typed.needs(6...bytesMax)
      try typed.needs(0..<typed.bytes.count, Digits.isDigitOrCapital)
      return TaxpayerID(typed, .nonresident)
    }
    switch typed.bytes.count {
    case 15:
      try checkLegacy(typed)
      return TaxpayerID(typed, .legacy15)
    case 20:
      let person = try TypedText(String(decoding: typed.bytes.prefix(18), as: UTF8.self))
      _ = try ResidentID(person)
      try typed.needs(18..<20) { Digits.value($0) != nil }
      return TaxpayerID(typed, .personal)
    default:
      do throws(IdentifierProblem) {
        try checkUnified(typed)
        return TaxpayerID(typed, .unifiedCode)
      } catch {
        // The problem as a unified code is the most useful one: most codes are unified codes.
        guard ResidentID(text: typed.text) != nil else { throw error }
        return TaxpayerID(typed, .personal)
      }
    }
  }

  private static func checkLegacy(_ typed: TypedText) throws(IdentifierProblem) {
    try typed.needs(0..<6) { Digits.value($0) != nil }
    try typed.needs(6..<14, Digits.isDigitOrCapital)
    try checkOrganisation(typed, from: 6)
  }

  private static func checkUnified(_ typed: TypedText) throws(IdentifierProblem) {
    try typed.needs(18...18)
    for (index, byte) in typed.bytes.enumerated() where UnifiedCode.value(byte) == nil {
      if UnifiedCode.excluded.contains(byte) {
        throw .excludedLetter(at: index + 1, found: typed.character(index))
      }
      throw .badCharacter(at: index + 1, found: typed.character(index))
    }
    try typed.needs(2..<8) { Digits.value($0) != nil }
    let check = UnifiedCode.check(typed.bytes.prefix(17))
    guard typed.bytes[17] == check else {
      throw .wrongCheck(expected: Character(Unicode.Scalar(check)))
    }
    try checkOrganisation(typed, from: 8)
  }

  private static func checkOrganisation(
    _ typed: TypedText, from start: Int
  ) throws(IdentifierProblem) {
    let check = OrganisationCode.check(typed.bytes[start..<start + 8])
    guard typed.bytes[start + 8] == check else {
      throw .wrongInnerCheck(at: start + 9, expected: Character(Unicode.Scalar(check)))
    }
  }
}

/// The check character of a unified code (统一社会信用代码, GB 32100-2015).
package enum UnifiedCode {
  /// Letters that are never used: they look like 1, 0, 2, 5 and U.
  static let excluded = Array("IOZSV".utf8)
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// The value of each ASCII character, or −1.
  private static let values: [Int] = (0..<128).map { alphabet.firstIndex(of: $0) ?? -1 }

  static func value(_ byte: UInt8) -> Int? {
    guard byte < 128, values[Int(byte)] >= 0 else { return nil }
    return values[Int(byte)]
  }

  /// Computes the check of 17 characters of the alphabet: the weights are the powers of 3 modulo
  /// 31.
  package static func check(_ body: some Sequence<UInt8>) -> UInt8 {
    var sum = 0
    var weight = 1
    for byte in body {
      sum += (value(byte) ?? 0) * weight
      weight = weight * 3 % 31
    }
    // The outer remainder turns 31 into 0; without it a sum of 0 has no character.
    return alphabet[(31 - sum % 31) % 31]
  }
}

/// The check character of an organisation code (组织机构代码, GB 11714).
package enum OrganisationCode {
  private static let weights = [3, 7, 9, 10, 5, 8, 4, 2]

  /// Computes the check of 8 digits or capitals: 0–9 or X.
  package static func check(_ body: some Sequence<UInt8>) -> UInt8 {
    var sum = 0
    for (byte, weight) in zip(body, weights) {
      sum += (Digits.value(byte) ?? Int(byte) - 0x41 + 10) * weight
    }
    switch 11 - sum % 11 {
    case 10: return UInt8(ascii: "X")
    case 11: return UInt8(ascii: "0")
    case let digit: return 0x30 + UInt8(digit)
    }
  }
}

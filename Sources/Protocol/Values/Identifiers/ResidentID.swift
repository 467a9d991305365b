/// A resident ID (居民身份证号码, GB 11643), 18 characters: 6 digits of division, 8 of the day of birth
/// yyyymmdd, 3 of sequence (odd for men) and a check 0–9 or X.
///
/// Stored as its first 17 digits in one number; the check follows from them.
public struct ResidentID: TextValue, CustomStringConvertible {
  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checks = Array("10X98765432".utf8)
  /// The first two digits of every province, region and municipality (GB/T 2260), and 83 for
  /// residents from Taiwan.
  private static let provinces: Set<UInt64> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
    50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
  ]

  private let body: UInt64

  /// The number with exactly this text (X in upper case); nil for any other text.
  public init?(text: String) {
    guard text.utf8.count == Self.bytesMax else { return nil }
    do throws(IdentifierProblem) {
      let typed = try TypedText(text)
      guard typed.bytes.elementsEqual(text.utf8) else { return nil }
      self = try ResidentID(typed)
    } catch {
      return nil
    }
  }

  init(_ typed: TypedText) throws(IdentifierProblem) {
    try typed.needs(18...18)
    try typed.needs(0..<17) { Digits.value($0) != nil }
    try typed.needs(17..<18) { Self.checks.contains($0) }
    body = Digits.number(typed.bytes.prefix(17), count: 17) ?? 0
    guard Self.provinces.contains(body / 1_000_000_000_000_000) else { throw .unknownDivision }
    guard BusinessDate(number: body / 1_000 % 100_000_000) != nil else { throw .impossibleDate }
    let check = Self.check(typed.bytes.prefix(17))
    guard typed.bytes[17] == check else {
      throw .wrongCheck(expected: Character(Unicode.Scalar(check)))
    }
  }

  /// Computes the check of 17 digits.
  package static func check(_ body: some Sequence<UInt8>) -> UInt8 {
    var sum = 0
    for (byte, weight) in zip(body, weights) { sum += (Digits.value(byte) ?? 0) * weight }
    return checks[sum % 11]
  }

  /// All 18 characters.
  public var text: String {
    var bytes = Digits.bytes(body, width: 17)
    bytes.append(Self.check(bytes))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The division (行政区划) of the first registration, 6 digits.
  public var division: UInt32 { UInt32(body / 100_000_000_000) }

  /// The day of birth.
  public var birthDate: BusinessDate {
    BusinessDate(number: body / 1_000 % 100_000_000) ?? .earliest
  }

  /// Whether the person was born before the day. A caller that takes in a number asks with today,
  /// since this type has no clock.
  public func isBorn(before date: BusinessDate) -> Bool { birthDate < date }

  /// The first 3 and last 4 characters: "110***********002X".
  public var masked: String {
    let whole = text
    return "\(whole.prefix(3))\(String(repeating: "*", count: 11))\(whole.suffix(4))"
  }

  /// Equals `masked`, so that no log shows a whole number by accident.
  public var description: String { masked }
}

extension ResidentID {
  public static var typeName: StaticString { "ResidentID" }
  public static var bytesMax: Int { 18 }
}

extension ResidentID: TypedValue {
  /// Reads a typed number; a lower-case x is accepted.
  ///
  /// - Throws: `IdentifierProblem`: length, characters, division, date, then the check.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> ResidentID {
    try ResidentID(TypedText(typed))
  }
}

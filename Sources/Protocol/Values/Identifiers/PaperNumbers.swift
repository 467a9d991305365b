/// A notice's number 告知单号: given by an agency, in no form that is known: 1 to 32 digits, capitals
/// and "-".
public struct NoticeNumber: TextValue, Comparable, CustomStringConvertible {
  /// The number as the agency wrote it.
  public let text: String

  /// The number with exactly this text, or nil if there is none.
  public init?(text: String) {
    guard PaperText.isValid(text, lengths: 1...Self.maximumBytes) else { return nil }
    self.text = text
  }

  /// By text, which orders the notices of one period (rule T5).
  public static func < (left: NoticeNumber, right: NoticeNumber) -> Bool {
    left.text < right.text
  }

  /// The same as `text`.
  public var description: String { text }
}

extension NoticeNumber: TypedValue {
  /// "NoticeNumber".
  public static var typeName: StaticString { "NoticeNumber" }
  /// 32.
  public static var maximumBytes: Int { 32 }

  /// The number that was typed, in upper case.
  ///
  /// - Throws: `IdentifierProblem`: length, then characters.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> NoticeNumber {
    let text = try PaperText.parse(typed, lengths: 1...maximumBytes)
    guard let notice = NoticeNumber(text: text) else {
      throw .wrongLength(expected: 1...maximumBytes, found: text.utf8.count)
    }
    return notice
  }
}

/// An agreement's number 协议书号: most often the office's code and the taxpayer's; 1 to 60 digits,
/// capitals and "-".
public struct AgreementNumber: TextValue, Comparable, CustomStringConvertible {
  /// The number as the agreement says it.
  public let text: String

  /// The number with exactly this text, or nil if there is none.
  public init?(text: String) {
    guard PaperText.isValid(text, lengths: 1...Self.maximumBytes) else { return nil }
    self.text = text
  }

  /// By text.
  public static func < (left: AgreementNumber, right: AgreementNumber) -> Bool {
    left.text < right.text
  }

  /// The same as `text`.
  public var description: String { text }
}

extension AgreementNumber: TypedValue {
  /// "AgreementNumber".
  public static var typeName: StaticString { "AgreementNumber" }
  /// 60.
  public static var maximumBytes: Int { 60 }

  /// The number that was typed, in upper case.
  ///
  /// - Throws: `IdentifierProblem`: length, then characters.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> AgreementNumber {
    let text = try PaperText.parse(typed, lengths: 1...maximumBytes)
    guard let agreement = AgreementNumber(text: text) else {
      throw .wrongLength(expected: 1...maximumBytes, found: text.utf8.count)
    }
    return agreement
  }
}

/// An employer's number at an agency 单位编号: 6 to 12 digits and capitals. One employer has several.
public struct UnitNumber: TextValue, Comparable, CustomStringConvertible {
  /// How many characters there may be.
  public static let lengths = 6...12

  /// The number as the agency gave it.
  public let text: String

  /// The number with exactly this text, or nil if there is none.
  public init?(text: String) {
    guard Self.lengths.contains(text.utf8.count),
      text.utf8.allSatisfy(Digits.isDigitOrCapital)
    else { return nil }
    self.text = text
  }

  /// By text.
  public static func < (left: UnitNumber, right: UnitNumber) -> Bool { left.text < right.text }

  /// The same as `text`.
  public var description: String { text }
}

extension UnitNumber: TypedValue {
  /// "UnitNumber".
  public static var typeName: StaticString { "UnitNumber" }
  /// 12.
  public static var maximumBytes: Int { 12 }

  /// The number that was typed, in upper case.
  ///
  /// - Throws: `IdentifierProblem`: length, then characters.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> UnitNumber {
    let typed = try TypedText(typed)
    try typed.needs(lengths)
    try typed.needs(0..<typed.bytes.count, Digits.isDigitOrCapital)
    guard let unit = UnitNumber(text: typed.text) else {
      throw .wrongLength(expected: lengths, found: typed.bytes.count)
    }
    return unit
  }
}

/// Numbers printed on papers whose inner form is their issuer's own.
private enum PaperText {
  static func isAllowed(_ byte: UInt8) -> Bool {
    Digits.isDigitOrCapital(byte) || byte == UInt8(ascii: "-")
  }

  static func isValid(_ text: String, lengths: ClosedRange<Int>) -> Bool {
    lengths.contains(text.utf8.count) && text.utf8.allSatisfy(isAllowed)
  }

  static func parse(
    _ typed: String, lengths: ClosedRange<Int>
  ) throws(IdentifierProblem) -> String {
    let typed = try TypedText(typed)
    try typed.needs(lengths)
    try typed.needs(0..<typed.bytes.count, isAllowed)
    return typed.text
  }
}

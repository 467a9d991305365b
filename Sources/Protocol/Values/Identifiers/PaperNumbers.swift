/// A notice's number (告知单号), given by an agency in a form that is not published: 1 to 32 digits,
/// capitals and "-".
public struct NoticeNumber: TextValue, Comparable, CustomStringConvertible {
  /// The number as the agency writes it.
  public let text: String

  /// The number with exactly this text; nil if it has another form.
  public init?(text: String) {
    guard PaperText.isValid(text, lengths: 1...Self.bytesMax) else { return nil }
    self.text = text
  }

  /// Compares by text, which orders the notices of one period (rule T5).
  public static func < (left: NoticeNumber, right: NoticeNumber) -> Bool {
    left.text < right.text
  }

  public var description: String { text }
}

extension NoticeNumber: TypedValue {
  public static var typeName: StaticString { "NoticeNumber" }
  public static var bytesMax: Int { 32 }

  /// Reads a typed number; lower case becomes upper case.
  ///
  /// - Throws: `IdentifierProblem`: length, then characters.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> NoticeNumber {
    let text = try PaperText.parse(typed, lengths: 1...bytesMax)
    guard let notice = NoticeNumber(text: text) else {
      throw .wrongLength(expected: 1...bytesMax, found: text.utf8.count)
    }
    return notice
  }
}

/// An agreement's number (协议书号), usually the tax office's code and the taxpayer's: 1 to 60 digits,
/// capitals and "-".
public struct AgreementNumber: TextValue, Comparable, CustomStringConvertible {
  /// The number as the agreement states it.
  public let text: String

  /// The number with exactly this text; nil if it has another form.
  public init?(text: String) {
    guard PaperText.isValid(text, lengths: 1...Self.bytesMax) else { return nil }
    self.text = text
  }

  public static func < (left: AgreementNumber, right: AgreementNumber) -> Bool {
    left.text < right.text
  }

  public var description: String { text }
}

extension AgreementNumber: TypedValue {
  public static var typeName: StaticString { "AgreementNumber" }
  public static var bytesMax: Int { 60 }

  /// Reads a typed number; lower case becomes upper case.
  ///
  /// - Throws: `IdentifierProblem`: length, then characters.
  public static func parse(_ typed: String) throws(IdentifierProblem) -> AgreementNumber {
    let text = try PaperText.parse(typed, lengths: 1...bytesMax)
    guard let agreement = AgreementNumber(text: text) else {
      throw .wrongLength(expected: 1...bytesMax, found: text.utf8.count)
    }
    return agreement
  }
}

/// A unit number (单位编号), an employer's at one agency: 6 to 12 digits and capitals. One employer has
/// several.
public struct UnitNumber: TextValue, Comparable, CustomStringConvertible {
  /// The permitted number of characters.
  public static let lengths = 6...12

  /// The number as the agency gave it.
  public let text: String

  /// The number with exactly this text; nil if it has another form.
  public init?(text: String) {
    guard Self.lengths.contains(text.utf8.count),
      text.utf8.allSatisfy(Digits.isDigitOrCapital)
    else { return nil }
    self.text = text
  }

  public static func < (left: UnitNumber, right: UnitNumber) -> Bool { left.text < right.text }

  public var description: String { text }
}

extension UnitNumber: TypedValue {
  public static var typeName: StaticString { "UnitNumber" }
  public static var bytesMax: Int { 12 }

  /// Reads a typed number; lower case becomes upper case.
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

/// Digits, capitals and "-": numbers on paper whose inner form is known to their issuer only.
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

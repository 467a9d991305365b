/// Why what a person typed is not such an identifier.
///
/// Positions count from 1 after spaces at both ends were taken off. A problem never holds the whole
/// identifier, so that it may be logged.
public enum IdentifierProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another count of characters than these.
  case wrongLength(expected: ClosedRange<Int>, found: Int)
  /// A character that cannot stand at this position.
  case badCharacter(at: Int, found: Character)
  /// A letter I, O, Z, S or V, which a unified code 统一社会信用代码 never has (GB 32100):
  /// most often a 1, 0, 2, 5 or U.
  case excludedLetter(at: Int, found: Character)
  /// A full-width character 全角字符; the half-width one is meant.
  case fullWidth(at: Int, found: Character)
  /// The last character does not fit the others: this one would.
  case wrongCheck(expected: Character)
  /// The check character of the organisation code 组织机构代码 inside does not fit: this one would.
  case wrongInnerCheck(at: Int, expected: Character)
  /// No such day in the calendar, or not one that an identifier can hold.
  case impossibleDate
  /// No such division 行政区划 or institution.
  case unknownDivision

  /// One sentence for engineers; a client says it in the user's language.
  public var description: String {
    switch self {
    case .wrongLength(let expected, let found):
      let range =
        expected.count == 1
        ? "\(expected.lowerBound)" : "\(expected.lowerBound) to \(expected.upperBound)"
      return "has \(found) characters instead of \(range)"
    case .badCharacter(let position, let found):
      return "has '\(found)' at position \(position), which cannot stand there"
    case .excludedLetter(let position, let found):
      return "has the letter \(found) at position \(position); I, O, Z, S and V are never used"
    case .fullWidth(let position, let found):
      return "has the full-width '\(found)' at position \(position); type it half-width"
    case .wrongCheck(let expected):
      return "should end in \(expected) if all before it is right"
    case .wrongInnerCheck(let position, let expected):
      return "should have \(expected) at position \(position) if all before it is right"
    case .impossibleDate:
      return "holds a date that does not exist"
    case .unknownDivision:
      return "begins with a division that does not exist"
    }
  }
}

/// A value that people type: spaces at both ends, lower case and the like are forgiven.
public protocol TypedValue: Sendable {
  /// The value that was typed.
  ///
  /// - Throws: `IdentifierProblem`, which says what to look at.
  static func parse(_ typed: String) throws(IdentifierProblem) -> Self
}

/// What a person typed, brought to half-width capitals.
struct TypedText {
  /// More is refused before anything is looked at.
  static let lengthMax = 64

  /// ASCII, without spaces at both ends, letters in upper case.
  let bytes: [UInt8]

  init(_ typed: String) throws(IdentifierProblem) {
    // What travels is already like this, and is read for every message.
    if typed.utf8.count <= Self.lengthMax, typed.utf8.allSatisfy(Self.isCapitalASCII) {
      bytes = Array(typed.utf8)
      return
    }
    var scalars = typed.unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    guard scalars.count <= Self.lengthMax else {
      throw .wrongLength(expected: 1...Self.lengthMax, found: scalars.count)
    }
    var bytes: [UInt8] = []
    for (index, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x61...0x7A: bytes.append(UInt8(scalar.value - 0x20))
      case 0x21...0x7E: bytes.append(UInt8(scalar.value))
      case 0xFF01...0xFF5E, 0x3000: throw .fullWidth(at: index + 1, found: Character(scalar))
      default: throw .badCharacter(at: index + 1, found: Character(scalar))
      }
    }
    self.bytes = bytes
  }

  private static func isCapitalASCII(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !(0x61...0x7A).contains(byte)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Refuses every other length.
  func needs(_ expected: ClosedRange<Int>) throws(IdentifierProblem) {
    guard expected.contains(bytes.count) else {
      throw .wrongLength(expected: expected, found: bytes.count)
    }
  }

  /// Refuses the first character within `positions` (from 0) that is not allowed.
  func needs(
    _ positions: Range<Int>, _ isAllowed: (UInt8) -> Bool
  ) throws(IdentifierProblem) {
    for index in positions where !isAllowed(bytes[index]) {
      throw .badCharacter(at: index + 1, found: character(index))
    }
  }

  /// The number, if every character is a digit; the first other one is refused.
  func number(_ count: Int) throws(IdentifierProblem) -> UInt64 {
    try needs(count...count)
    try needs(0..<count) { Digits.value($0) != nil }
    return Digits.number(bytes, count: count) ?? 0
  }

  func character(_ index: Int) -> Character { Character(Unicode.Scalar(bytes[index])) }
}

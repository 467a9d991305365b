/// A value that people type: surrounding spaces, lower case and the like are accepted.
public protocol TypedValue: Sendable {
  /// Reads what a person typed.
  ///
  /// - Throws: `IdentifierProblem`, which says what to look at.
  static func parse(_ typed: String) throws(IdentifierProblem) -> Self
}

/// A typed text, converted to half-width capitals.
struct TypedText {
  /// Longer texts are refused before they are examined.
  static let lengthMax = 64

  /// ASCII without surrounding spaces, letters in upper case.
  let bytes: [UInt8]

  init(_ typed: String) throws(IdentifierProblem) {
    // The fast path: values in messages are already in this form.
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

  /// Refuses any length outside the range.
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

  /// Returns the digits as a number; refuses any other length, and the first character that is no
  /// digit.
  func number(_ count: Int) throws(IdentifierProblem) -> UInt64 {
    try needs(count...count)
    try needs(0..<count) { Digits.value($0) != nil }
    return Digits.number(bytes, count: count) ?? 0
  }

  func character(_ index: Int) -> Character { Character(Unicode.Scalar(bytes[index])) }
}

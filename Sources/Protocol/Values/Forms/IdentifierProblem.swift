/// The reason why a typed text is not the identifier that it should be.
///
/// Positions count from 1, after spaces at both ends are removed. A problem never holds the whole
/// identifier, so it may be logged.
public enum IdentifierProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of characters is not in this range.
  case wrongLength(expected: ClosedRange<Int>, found: Int)
  /// A character that is not allowed at this position.
  case badCharacter(at: Int, found: Character)
  /// A letter I, O, Z, S or V, which a unified code (统一社会信用代码) never has (GB 32100); usually a 1,
  /// 0, 2, 5 or U is meant.
  case excludedLetter(at: Int, found: Character)
  /// A full-width character (全角字符) in place of the half-width one.
  case fullWidth(at: Int, found: Character)
  /// The last character is not the check of the others; `expected` is.
  case wrongCheck(expected: Character)
  /// The check character of the organisation code (组织机构代码) within is wrong; `expected` would be
  /// right.
  case wrongInnerCheck(at: Int, expected: Character)
  /// A date that the calendar lacks, or that lies outside the identifier's range.
  case impossibleDate
  /// A division (行政区划) or an institution that does not exist.
  case unknownDivision

  /// One sentence in English for engineers; clients phrase it in the user's language.
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

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

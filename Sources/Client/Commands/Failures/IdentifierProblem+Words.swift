package import Protocol
package import Terminal

extension IdentifierProblem {
  /// The fault, for people.
  package var words: Phrase {
    switch self {
    case .wrongLength(let expected, let found):
      let range =
        expected.count == 1
        ? "\(expected.lowerBound)" : "\(expected.lowerBound)–\(expected.upperBound)"
      return Phrase("应为 \(range) 位，现为 \(found) 位", "\(range) characters are needed, not \(found)")
    case .badCharacter(let position, let found):
      return Phrase(
        "第 \(position) 位不应为“\(found)”", "'\(found)' cannot stand at position \(position)")
    case .excludedLetter(let position, let found):
      return Phrase(
        "第 \(position) 位为字母 \(found)：不使用 I、O、Z、S、V",
        "position \(position) has the letter \(found): I, O, Z, S and V are never used")
    case .fullWidth(let position, let found):
      return Phrase(
        "第 \(position) 位“\(found)”为全角字符",
        "'\(found)' at position \(position) is a full-width character")
    case .wrongCheck(let expected):
      return Phrase(
        "校验码不符：若其余各位无误，末位应为 \(expected)",
        "the check does not fit: if all else is right, it ends in \(expected)")
    case .wrongInnerCheck(let position, let expected):
      return Phrase(
        "组织机构代码的校验码不符：若其余各位无误，第 \(position) 位应为 \(expected)",
        "the inner check does not fit: if all else is right, position \(position) is \(expected)")
    case .impossibleDate: return Phrase("其中的日期不存在", "it holds a date that does not exist")
    case .unknownDivision:
      return Phrase("开头的行政区划或机构不存在", "it begins with a division that does not exist")
    }
  }

  /// The next step, for people.
  var next: Phrase {
    switch self {
    case .excludedLetter(let position, let found):
      guard let meant = Self.lookAlikes[found] else { return Self.again }
      return Phrase(
        "请核对第 \(position) 位是否为 \(meant)", "look whether position \(position) is \(meant)")
    case .fullWidth: return Phrase("请用半角字符重新输入", "type it half-width")
    case .wrongLength, .badCharacter, .wrongCheck, .wrongInnerCheck, .impossibleDate,
      .unknownDivision:
      return Self.again
    }
  }

  private static let again = Phrase(
    "请核对证照或通知上的号码后重新输入", "compare it with its document and type it again")

  /// The character most often meant where an unused letter was typed.
  private static let lookAlikes: [Character: Character] = [
    "I": "1", "O": "0", "Z": "2", "S": "5", "V": "U",
  ]
}

/// Why a text is not the JSON that is taken here.
package struct JSONError: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Problem: Sendable, Equatable {
    /// More than `JSONParser.bytesMax`.
    case tooLarge
    /// Lists and objects nest deeper than `JSONParser.depthMax`.
    case tooDeep
    /// The text ends in the middle of a value.
    case unexpectedEnd
    /// Something that can't stand here.
    case unexpected
    /// A number with a fraction or an exponent: money is written in fen or as text.
    case notWhole
    /// A whole number beyond 64 bits.
    case numberTooLarge
    /// A number that begins with 0, or has no digits.
    case badNumber
    /// A control character inside a string.
    case controlCharacter
    /// An unknown escape, or half of a surrogate pair.
    case badEscape
    /// Bytes that are not UTF-8.
    case notUTF8
    /// The same member twice.
    case duplicateKey(String)
    /// Something behind the value.
    case trailing
  }

  /// What is wrong.
  package let problem: Problem
  /// Where: the byte's place in the text, counted from 1.
  package let column: Int

  /// A problem and its place.
  package init(problem: Problem, column: Int) {
    self.problem = problem
    self.column = column
  }

  /// In words, with the column.
  package var phrase: Phrase {
    let text = words
    return Phrase("第 \(column) 列：\(text.zh)", "column \(column): \(text.en)")
  }

  private var words: Phrase {
    switch problem {
    case .tooLarge: Phrase("内容过长", "too long")
    case .tooDeep: Phrase("嵌套过深", "nested too deeply")
    case .unexpectedEnd: Phrase("内容不完整", "ends too early")
    case .unexpected: Phrase("此处字符有误", "unexpected character")
    case .notWhole:
      Phrase("只接受整数；金额请用分或字符串", "whole numbers only; write money in fen or as text")
    case .numberTooLarge: Phrase("数字过大", "number too large")
    case .badNumber: Phrase("数字格式有误", "malformed number")
    case .controlCharacter: Phrase("字符串含控制字符", "control character in a string")
    case .badEscape: Phrase("转义有误", "wrong escape")
    case .notUTF8: Phrase("不是 UTF-8 编码", "not UTF-8")
    case .duplicateKey(let key):
      Phrase("字段重复：\(Sanitize.line(key))", "duplicate member \(Sanitize.line(key))")
    case .trailing: Phrase("多余内容", "something follows the value")
    }
  }
}

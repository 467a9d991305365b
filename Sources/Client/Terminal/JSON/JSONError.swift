/// The first fault of a text in `JSONParser`.
package struct JSONError: Error, Sendable, Equatable {
  package enum Problem: Sendable, Equatable {
    /// More bytes than `JSONParser.bytesMax`.
    case tooLarge
    /// Arrays and objects nested deeper than `JSONParser.depthMax`.
    case tooDeep
    /// The text ends inside a value.
    case unexpectedEnd
    /// A byte that is not allowed here.
    case unexpected
    /// A number with a fraction or exponent: money is written in fen, or as a string.
    case notWhole
    /// A whole number outside Int64.
    case numberTooLarge
    /// A number with a leading zero, or without digits.
    case badNumber
    /// A control character inside a string.
    case controlCharacter
    /// An unknown escape, or half of a surrogate pair.
    case badEscape
    /// Bytes that are not UTF-8.
    case notUTF8
    /// An object with two members of this name.
    case duplicateKey(String)
    /// Text behind the value.
    case trailing
  }

  package let problem: Problem
  /// The position of the faulty byte, from 1.
  package let column: Int

  package init(problem: Problem, column: Int) {
    self.problem = problem
    self.column = column
  }

  /// The problem and the column, for people.
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

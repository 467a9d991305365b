import Foundation

/// A regular expression over ASCII text: `SourceFile.code`, or one line of a document.
struct Pattern {
  private let expression: NSRegularExpression

  init(_ pattern: String) throws {
    expression = try NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines])
  }

  /// Returns every match: the offset of the whole and the text of each group ("" when it took no
  /// part).
  func matches(in text: String) -> [(range: Range<Int>, groups: [String])] {
    let whole = NSRange(location: 0, length: text.utf16.count)
    return expression.matches(in: text, range: whole).map { match in
      let groups = (1..<match.numberOfRanges).map { group in
        Range(match.range(at: group), in: text).map { String(text[$0]) } ?? ""
      }
      return (match.range.location..<match.range.location + match.range.length, groups)
    }
  }

  func isFound(in text: String) -> Bool { !matches(in: text).isEmpty }
}

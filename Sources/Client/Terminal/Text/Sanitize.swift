/// Makes text from outside safe for a terminal: without control sequences, bidi controls, invisible
/// characters and stacked marks.
package enum Sanitize {
  /// The most marks on one base character; more would be drawn over neighbouring lines.
  package static let marksMax = 4

  /// Returns one line: line ends and tabs become spaces, unprintable characters are dropped.
  package static func line(_ text: String) -> String {
    cleaned(text, keepingLines: false)
  }

  /// Returns several lines: every line end becomes LF, the rest is as in `line`.
  package static func lines(_ text: String) -> String {
    cleaned(text, keepingLines: true)
  }

  /// Returns whether a scalar may be sent to a terminal: not C0, DEL, C1, line and paragraph
  /// separators, noncharacters, nor format characters (bidi controls, zero-width spaces, tags)
  /// other than the zero-width joiner of emoji.
  package static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7f }
    if scalar.value & 0xfffe == 0xfffe || (0xfdd0...0xfdef).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return false
    case .format: return scalar.value == 0x200d
    default: return true
    }
  }

  private static func cleaned(_ text: String, keepingLines: Bool) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    var result = String.UnicodeScalarView()
    var marks = 0
    var afterReturn = false
    for scalar in text.unicodeScalars {
      defer { afterReturn = scalar == "\r" }
      switch scalar {
      case "\n" where afterReturn: continue
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result.append(keepingLines ? "\n" : " ")
      case "\t": result.append(" ")
      default:
        guard isPrintable(scalar) else { continue }
        marks = isMark(scalar) ? marks + 1 : 0
        if marks <= marksMax { result.append(scalar) }
      }
    }
    return String(result)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: scalar.value == 0x200d
    }
  }
}

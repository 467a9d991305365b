/// Full-width characters (全角), which a Chinese input method types for ASCII.
package enum FullWidth {
  /// Converts full-width ASCII and the ideographic space to ASCII.
  ///
  /// For identifiers, amounts, codes and yes or no. Never for a password, in which they differ.
  package static func fold(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xff01...0xff5e:
        result.append(Unicode.Scalar(UInt8(scalar.value - 0xfee0)))
      case 0x3000: result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Folds and removes white space at both ends.
  package static func trimmed(_ text: String) -> String {
    let folded = Array(fold(text))
    guard let first = folded.firstIndex(where: { !$0.isWhitespace }),
      let last = folded.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(folded[first...last])
  }
}

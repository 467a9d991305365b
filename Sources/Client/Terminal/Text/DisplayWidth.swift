/// The number of terminal cells that a text takes (显示宽度).
///
/// Marks and format characters take none, East Asian wide characters and emoji two, the rest one. A
/// cluster's width is the sum over its scalars, as in terminals; an emoji sequence is always two.
/// So widths add up where two texts are joined by a space. Source: UAX #11, UTS #51.
///
/// Rejected: wcwidth(3), which depends on the locales installed on the host.
package struct DisplayWidth: Sendable, Equatable {
  /// The width of characters with East_Asian_Width A, such as `①` and `…`.
  package enum Ambiguous: Sendable, Equatable {
    /// One cell: nearly every terminal.
    case narrow
    /// Two cells.
    case wide
  }

  package let ambiguous: Ambiguous

  /// The end of a cut text: ASCII, because `…` is itself ambiguous.
  package static let cutMark = ".."

  package init(ambiguous: Ambiguous = .narrow) {
    self.ambiguous = ambiguous
  }

  /// Returns the cells of `text` on one line; control characters count as none.
  package func of(_ text: String) -> Int {
    var total = 0
    for character in text { total += of(character) }
    return total
  }

  /// Returns the cells of one cluster.
  package func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.index(after: scalars.startIndex) == scalars.endIndex { return of(first) }
    if EmojiSequence.holds(scalars, first: first) { return 2 }
    var total = 0
    for scalar in scalars { total += of(scalar) }
    return total
  }

  /// Returns `text`, or the longest prefix that fits in `columns` cells together with `cutMark`.
  ///
  /// A wide character is never split: the result may be one cell short of `columns`.
  package func truncated(_ text: String, to columns: Int) -> String {
    if of(text) <= columns { return text }
    let mark = String(Self.cutMark.prefix(max(columns, 0)))
    let room = columns - mark.count
    var kept = ""
    var used = 0
    for character in text {
      let width = of(character)
      if used + width > room { break }
      kept.append(character)
      used += width
    }
    return kept + mark
  }

  /// Returns `text` padded with spaces to `columns` cells; longer text as it is.
  package func padded(_ text: String, to columns: Int, _ alignment: Alignment = .left) -> String {
    let missing = columns - of(text)
    guard missing > 0 else { return text }
    let spaces = String(repeating: " ", count: missing)
    switch alignment {
    case .left: return text + spaces
    case .right: return spaces + text
    }
  }

  private func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x7f { return value < 0x20 ? 0 : 1 }
    if (0x4e00...0x9fff).contains(value) || (0xac00...0xd7a3).contains(value) { return 2 }
    if Self.takesNoCell(scalar) { return 0 }
    if Self.contains(WideRanges.wide, value) { return 2 }
    if ambiguous == .wide && Self.contains(AmbiguousRanges.ambiguous, value) { return 2 }
    return 1
  }

  /// Returns whether a scalar is a mark, a format or control character, or a vowel or final of
  /// Hangul, which joins the initial before it.
  private static func takesNoCell(_ scalar: Unicode.Scalar) -> Bool {
    if (0x1160...0x11ff).contains(scalar.value) || (0xd7b0...0xd7ff).contains(scalar.value) {
      return true
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator,
      .paragraphSeparator:
      return true
    default:
      return false
    }
  }

  private static func contains(_ pairs: [UInt32], _ value: UInt32) -> Bool {
    var low = 0
    var high = pairs.count / 2
    while low < high {
      let middle = (low + high) / 2
      if pairs[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
    }
    return low < pairs.count / 2 && pairs[2 * low] <= value
  }
}

/// Breaks text into lines by display width: at spaces and between wide characters, but not before a
/// closing mark such as `，。）》` nor behind an opening one (避头尾).
package struct LineWrap: Sendable {
  package let width: DisplayWidth

  private static let closing = Set<Character>("，。、；：？！）》」』】〉”’…％,.;:!?)]}")
  private static let opening = Set<Character>("（《「『【〈“‘([{")

  package init(width: DisplayWidth = DisplayWidth()) {
    self.width = width
  }

  /// Returns the lines, none wider than `columns` cells (at least 2); line ends in `text` are kept.
  package func lines(_ text: String, columns: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      paragraph(String($0), columns: max(columns, 2))
    }
  }

  private struct Piece {
    var text = ""
    var followsSpace = false
  }

  private func paragraph(_ text: String, columns: Int) -> [String] {
    var result: [String] = []
    var line = ""
    for piece in pieces(text) {
      let joined = line.isEmpty ? piece.text : line + (piece.followsSpace ? " " : "") + piece.text
      if width.of(joined) <= columns {
        line = joined
        continue
      }
      if !line.isEmpty { result.append(line) }
      line = piece.text
      while width.of(line) > columns {
        let head = head(of: line, columns: columns)
        result.append(head)
        line = String(line.dropFirst(head.count))
      }
    }
    result.append(line)
    return result
  }

  private func pieces(_ text: String) -> [Piece] {
    var result: [Piece] = []
    var current = Piece()
    var before: Character?
    for character in text {
      if character == " " {
        if !current.text.isEmpty { result.append(current) }
        current = Piece(followsSpace: true)
      } else {
        if let before, before != " ", mayBreak(before, character), !current.text.isEmpty {
          result.append(current)
          current = Piece()
        }
        current.text.append(character)
      }
      before = character
    }
    if !current.text.isEmpty { result.append(current) }
    return result
  }

  private func mayBreak(_ left: Character, _ right: Character) -> Bool {
    guard width.of(left) == 2 || width.of(right) == 2 else { return false }
    return !Self.opening.contains(left) && !Self.closing.contains(right)
  }

  /// Returns the characters that fit; at least one, so that the loop of `paragraph` ends.
  private func head(of text: String, columns: Int) -> String {
    var kept = ""
    var used = 0
    for character in text {
      used += width.of(character)
      if used > columns && !kept.isEmpty { break }
      kept.append(character)
    }
    return kept
  }
}

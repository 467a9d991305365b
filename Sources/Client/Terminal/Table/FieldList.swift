/// Titles with values, one pair on each line: the details of one thing.
package struct FieldList: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let title: Phrase
    package let cell: Cell
  }

  /// The pairs, from the top.
  package let entries: [Entry]

  package init(_ entries: [(Phrase, Cell)]) {
    self.entries = entries.map { Entry(title: $0.0, cell: $0.1) }
  }

  /// Returns `title: value` lines, for screen readers.
  package func text(_ language: Language) -> String {
    entries.map { entry in
      Sanitize.line(entry.title[language]) + ": " + Sanitize.line(entry.cell.shown[language]) + "\n"
    }.joined()
  }

  /// Returns lines with the values aligned, for people.
  package func aligned(_ language: Language, width: DisplayWidth = DisplayWidth()) -> String {
    let titles = entries.map { Sanitize.line($0.title[language]) }
    let widest = titles.reduce(0) { max($0, width.of($1)) }
    return zip(titles, entries).map { title, entry in
      width.padded(title, to: widest) + "  " + Sanitize.line(entry.cell.shown[language]) + "\n"
    }.joined()
  }
}

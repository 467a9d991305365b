/// The fields of one thing, one on each line.
package struct FieldList: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let title: Phrase
    /// Its value.
    package let cell: Cell
  }

  /// The fields, top down.
  package let entries: [Entry]

  /// A record of these fields.
  package init(_ entries: [(Phrase, Cell)]) {
    self.entries = entries.map { Entry(title: $0.0, cell: $0.1) }
  }

  /// `title: value` lines, as a screen reader likes them.
  package func text(_ language: Language) -> String {
    entries.map { entry in
      Sanitize.line(entry.title[language]) + ": " + Sanitize.line(entry.cell.shown[language]) + "\n"
    }.joined()
  }

  /// The same with the values under each other.
  package func aligned(_ language: Language, width: DisplayWidth = DisplayWidth()) -> String {
    let titles = entries.map { Sanitize.line($0.title[language]) }
    let widest = titles.reduce(0) { max($0, width.of($1)) }
    return zip(titles, entries).map { title, entry in
      width.padded(title, to: widest) + "  " + Sanitize.line(entry.cell.shown[language]) + "\n"
    }.joined()
  }
}

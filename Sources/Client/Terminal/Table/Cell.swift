/// A value of a table or list, in the forms of all output formats.
package struct Cell: Sendable, Equatable {
  /// The text for people, not yet sanitised.
  package let shown: Phrase
  /// The text of CSV and plain output where it differs, such as an amount without commas.
  package let bare: String?
  /// The value in JSON.
  package let json: JSONValue

  package init(_ shown: Phrase, json: JSONValue, bare: String? = nil) {
    self.shown = shown
    self.json = json
    self.bare = bare
  }

  /// Returns text that is the same in both languages, such as a name or number.
  package static func text(_ text: String) -> Cell {
    Cell(Phrase(same: text), json: .string(text))
  }

  /// Returns text in the user's language. JSON carries `code`, or else the Chinese text, so that a
  /// script sees the same in every language.
  package static func phrase(_ phrase: Phrase, code: String? = nil) -> Cell {
    Cell(phrase, json: .string(code ?? phrase.zh))
  }

  /// Returns a whole number.
  package static func number(_ value: Int64) -> Cell {
    Cell(Phrase(same: String(value)), json: .integer(value))
  }

  /// Returns an amount: `1,234.56` for people, `1234.56` in CSV, fen and yuan in JSON.
  package static func money(fen: Int64) -> Cell {
    Cell(
      Phrase(same: YuanText.text(fen: fen, grouped: true)), json: .money(fen: fen),
      bare: YuanText.text(fen: fen))
  }

  /// Returns yes or no (是, 否); a Boolean in JSON.
  package static func yesNo(_ value: Bool) -> Cell {
    Cell(value ? Phrase("是", "yes") : Phrase("否", "no"), json: .bool(value))
  }

  /// No value: empty for people, null in JSON.
  package static let none = Cell(Phrase(same: ""), json: .null)

  /// Whether CSV takes it for a number, which may begin with `-`.
  var isNumber: Bool {
    switch json {
    case .integer: true
    case .object: bare != nil
    case .null, .bool, .string, .array: false
    }
  }

  /// Returns the text of CSV and plain output, not yet sanitised.
  func bareText(_ language: Language) -> String {
    bare ?? shown[language]
  }
}

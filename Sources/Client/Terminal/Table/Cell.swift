/// One value of a table: what people read, and what JSON carries.
package struct Cell: Sendable, Equatable {
  /// What people read, not yet sanitised.
  package let shown: Phrase
  /// What CSV and plain output carry when it differs (an amount without commas).
  package let bare: String?
  /// What JSON carries.
  package let json: JSONValue

  /// A value with a form of its own in JSON.
  package init(_ shown: Phrase, json: JSONValue, bare: String? = nil) {
    self.shown = shown
    self.json = json
    self.bare = bare
  }

  /// Text that is the same in both languages: ids, names.
  package static func text(_ text: String) -> Cell {
    Cell(Phrase(same: text), json: .string(text))
  }

  /// Words in the reader's language. JSON carries `code`, or else the Chinese words, so that a
  /// script sees the same in every language.
  package static func phrase(_ phrase: Phrase, code: String? = nil) -> Cell {
    Cell(phrase, json: .string(code ?? phrase.zh))
  }

  /// A count.
  package static func number(_ value: Int64) -> Cell {
    Cell(Phrase(same: String(value)), json: .integer(value))
  }

  /// An amount in fen: `1,234.56` for people, `1234.56` in CSV, fen and yuan in JSON.
  package static func money(fen: Int64) -> Cell {
    Cell(
      Phrase(same: YuanText.text(fen: fen, grouped: true)), json: .money(fen: fen),
      bare: YuanText.text(fen: fen))
  }

  /// 是 or 否.
  package static func yesNo(_ value: Bool) -> Cell {
    Cell(value ? Phrase("是", "yes") : Phrase("否", "no"), json: .bool(value))
  }

  /// Nothing known: empty for people, null in JSON.
  package static let none = Cell(Phrase(same: ""), json: .null)

  /// A number may begin with `-` in a spreadsheet; text may not.
  var isNumber: Bool {
    switch json {
    case .integer: true
    case .object: bare != nil
    case .null, .bool, .string, .array: false
    }
  }

  func bareText(_ language: Language) -> String {
    bare ?? shown[language]
  }
}

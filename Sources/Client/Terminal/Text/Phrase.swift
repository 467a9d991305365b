/// One sentence in both languages.
package struct Phrase: Sendable, Equatable, Hashable {
  /// The Chinese text.
  package let zh: String
  /// The English text.
  package let en: String

  /// A sentence in both languages.
  package init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }

  /// What reads the same in both: an id, a path, a command.
  package init(same text: String) {
    self.init(text, text)
  }

  /// The text in `language`.
  package subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}

/// A text for users in both languages.
package struct Phrase: Sendable, Equatable, Hashable {
  package let zh: String
  package let en: String

  package init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }

  /// A text that is the same in both languages: an identifier, a path, a command.
  package init(same text: String) {
    self.init(text, text)
  }

  package subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}

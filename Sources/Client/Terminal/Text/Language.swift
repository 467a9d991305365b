/// The language of messages and help.
package enum Language: String, Sendable, Equatable, CaseIterable {
  /// Chinese, unless another language is named.
  case zh
  /// English, for every language that is not Chinese.
  case en

  /// The names that a locale is read from, the first that is set deciding.
  package static let variables = ["SHEBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]

  /// The language that `option` (`--lang`) names, else the first variable set to something.
  ///
  /// `C`, `POSIX` and an empty value name no language, so Chinese stays; the search ends at them
  /// as it does for the C library.
  package static func chosen(
    option: String?, environment: (String) -> String?
  ) -> Language {
    let named = [option] + variables.map(environment)
    guard let value = named.lazy.compactMap({ $0 }).first(where: { !$0.isEmpty }) else {
      return .zh
    }
    return Language(locale: value)
  }

  /// The language of a locale's name such as `zh_CN.UTF-8` or `en_GB`.
  package init(locale: String) {
    let language = locale.prefix { $0 != "_" && $0 != "." && $0 != "-" && $0 != "@" }
    switch language.lowercased() {
    case "zh", "c", "posix", "": self = .zh
    default: self = .en
    }
  }
}

/// The language of messages, tables and help.
package enum Language: String, Sendable, Equatable, CaseIterable {
  /// Chinese, the default.
  case zh
  /// English, for every other language.
  case en

  /// The environment variables for the language; the first that is set and not empty decides.
  package static let variables = ["SHEBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]

  /// Returns the language of `option` (`--lang`), else of the first of `variables`.
  ///
  /// `C` and `POSIX` mean Chinese, and end the search as in the C library.
  package static func chosen(
    option: String?, environment: (String) -> String?
  ) -> Language {
    let named = [option] + variables.map(environment)
    guard let value = named.lazy.compactMap({ $0 }).first(where: { !$0.isEmpty }) else {
      return .zh
    }
    return Language(locale: value)
  }

  /// - Parameter locale: a name such as `zh_CN.UTF-8` or `en_GB`.
  package init(locale: String) {
    let language = locale.prefix { $0 != "_" && $0 != "." && $0 != "-" && $0 != "@" }
    switch language.lowercased() {
    case "zh", "c", "posix", "": self = .zh
    default: self = .en
    }
  }
}

/// One positional argument.
package struct ArgumentSpec: Sendable, Equatable {
  /// The name by which the command reads its value from the `Invocation`; never shown.
  package let name: String
  /// Its name in the help, shown between `<` and `>`.
  package let title: Phrase
  package let summary: Phrase
  /// Whether it may be left out; only optional arguments may follow it.
  package let isOptional: Bool
  /// Whether it takes all remaining words; allowed for the last argument only.
  package let isRepeated: Bool

  /// Required and single by default.
  package init(
    _ name: String, _ title: Phrase, _ summary: Phrase, isOptional: Bool = false,
    isRepeated: Bool = false
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.isOptional = isOptional
    self.isRepeated = isRepeated
  }
}

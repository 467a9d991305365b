/// One positional argument.
package struct ArgumentSpec: Sendable, Equatable {
  /// The name by which the command asks for it; not shown.
  package let name: String
  /// What it is called in the help.
  package let title: Phrase
  /// What it is.
  package let summary: Phrase
  /// Whether it may be left out; no required argument stands behind such a one.
  package let isOptional: Bool
  /// Whether it takes all that is left; the last argument only.
  package let isRepeated: Bool

  /// An argument, required and single unless said otherwise.
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

/// One option of a command, or of all of them.
///
/// An option's shape is the same wherever its name appears, so that it can be read before the
/// sub-command is known.
package struct OptionSpec: Sendable, Equatable {
  /// The long name without dashes, such as `confirm-amount`.
  package let name: String
  /// The letter behind one dash, for the few that have one.
  package let short: Character?
  /// What the value is called in the help; nil for a flag.
  package let value: Phrase?
  /// What it does.
  package let summary: Phrase
  /// The only values taken; empty for any.
  package let choices: [String]
  /// Other words for the choices, taken and not shown.
  package let synonyms: [String]
  /// Whether it may be given more than once.
  package let isRepeatable: Bool
  /// Whether completion offers files.
  package let isFile: Bool

  /// An option; a flag when `value` is nil.
  package init(
    _ name: String, short: Character? = nil, value: Phrase? = nil, choices: [String] = [],
    synonyms: [String] = [], isRepeatable: Bool = false, isFile: Bool = false, _ summary: Phrase
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.summary = summary
    self.choices = choices
    self.synonyms = synonyms
    self.isRepeatable = isRepeatable
    self.isFile = isFile
  }

  /// A flag that is there or not.
  package static func flag(
    _ name: String, short: Character? = nil, _ summary: Phrase
  ) -> OptionSpec {
    OptionSpec(name, short: short, summary)
  }
}

/// One option of a command, or of all of them.
///
/// An option has the same letter, and takes a value or none, wherever its name appears: so that the
/// parser can read it before the sub-command is known.
package struct OptionSpec: Sendable, Equatable {
  /// The long name without dashes, such as `confirm-amount`.
  package let name: String
  /// The letter behind one dash, such as `o` for `-o`.
  package let short: Character?
  /// The value's name in the help; nil for a flag.
  package let value: Phrase?
  package let summary: Phrase
  /// The allowed values; empty: any value.
  package let choices: [String]
  /// Synonyms of `choices`: allowed, but neither shown in the help nor completed.
  package let synonyms: [String]
  /// Whether it may be given more than once.
  package let isRepeatable: Bool
  /// Whether the value is a file's path, for shell completion.
  package let isFile: Bool

  /// A flag when `value` is nil.
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

  /// Makes an option without a value.
  package static func flag(
    _ name: String, short: Character? = nil, _ summary: Phrase
  ) -> OptionSpec {
    OptionSpec(name, short: short, summary)
  }
}

/// An example for the help; a test parses each.
package struct CommandExample: Sendable, Equatable {
  /// The line as typed; a pipe may stand before or behind the program's own words.
  package let line: String
  package let note: Phrase

  package init(_ line: String, _ note: Phrase) {
    self.line = line
    self.note = note
  }
}

/// One command as data: parsing, help and shell completion are all derived from it.
package struct CommandSpec: Sendable, Equatable {
  /// The words that name it: `["pay", "agreement"]`.
  package let path: [String]
  /// One line, shown in lists of commands.
  package let summary: Phrase
  /// Further paragraphs of the command's own help.
  package let discussion: Phrase?
  /// Options of this command; `CommandTable.globals` are allowed too.
  package let options: [OptionSpec]
  /// Positional arguments, in order.
  package let arguments: [ArgumentSpec]
  package let examples: [CommandExample]

  package init(
    _ path: [String], _ summary: Phrase, discussion: Phrase? = nil, options: [OptionSpec] = [],
    arguments: [ArgumentSpec] = [], examples: [CommandExample] = []
  ) {
    self.path = path
    self.summary = summary
    self.discussion = discussion
    self.options = options
    self.arguments = arguments
    self.examples = examples
  }

  /// The path joined by spaces.
  package var name: String { path.joined(separator: " ") }
}

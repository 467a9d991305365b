/// A command line that works, and what it does.
package struct CommandExample: Sendable, Equatable {
  /// The line as typed, beginning with the program's name.
  package let line: String
  /// What it does.
  package let note: Phrase

  package init(_ line: String, _ note: Phrase) {
    self.line = line
    self.note = note
  }
}

/// One command: the single source of its parsing, help and completion.
package struct CommandSpec: Sendable, Equatable {
  /// The words that name it: `["pay", "agreement"]`.
  package let path: [String]
  /// One line about it.
  package let summary: Phrase
  /// More about it, in paragraphs.
  package let discussion: Phrase?
  /// Its own options; the table's global ones hold as well.
  package let options: [OptionSpec]
  /// Its positional arguments, in order.
  package let arguments: [ArgumentSpec]
  /// Lines that work.
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

  /// The path as typed.
  package var name: String { path.joined(separator: " ") }
}

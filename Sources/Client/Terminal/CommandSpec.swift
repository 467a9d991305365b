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

/// All commands of one program.
package struct CommandTable: Sendable {
  /// The program's name, `shebao`.
  package let program: String
  /// One line about the program.
  package let summary: Phrase
  /// Options of every command.
  package let globals: [OptionSpec]
  /// The commands, in the order in which the help lists them.
  package let commands: [CommandSpec]
  /// What the first words stand for, for words that have several commands under them.
  package let groups: [String: Phrase]
  /// Further pages of `help`: name and text.
  package let topics: [HelpTopic]

  /// A program's commands; `problems` says what is wrong with them.
  package init(
    program: String, summary: Phrase, globals: [OptionSpec], commands: [CommandSpec],
    groups: [String: Phrase] = [:], topics: [HelpTopic] = []
  ) {
    self.program = program
    self.summary = summary
    self.globals = globals
    self.commands = commands
    self.groups = groups
    self.topics = topics
  }

  /// The command with exactly this path.
  package func command(_ path: [String]) -> CommandSpec? {
    commands.first { $0.path == path }
  }

  /// The words that may follow `path`, in the help's order.
  package func children(of path: [String]) -> [String] {
    var seen = Set<String>()
    return commands.compactMap { command in
      guard command.path.count > path.count, command.path.starts(with: path) else { return nil }
      let word = command.path[path.count]
      return seen.insert(word).inserted ? word : nil
    }
  }

  /// Global options, then the command's own.
  func options(of command: CommandSpec?) -> [OptionSpec] {
    (command?.options ?? []) + globals
  }

  /// The shape of `name` anywhere in the program.
  func anyOption(named name: String) -> OptionSpec? {
    globals.first { $0.name == name }
      ?? commands.lazy.compactMap { $0.options.first { $0.name == name } }.first
  }

  func anyOption(short: Character) -> OptionSpec? {
    globals.first { $0.short == short }
      ?? commands.lazy.compactMap { $0.options.first { $0.short == short } }.first
  }
}

/// A page of `help` that is not about one command, such as `exit-codes`.
package struct HelpTopic: Sendable {
  /// The word behind `help`.
  package let name: String
  /// One line about it.
  package let summary: Phrase
  /// The page.
  package let text: Phrase

  package init(_ name: String, _ summary: Phrase, text: Phrase) {
    self.name = name
    self.summary = summary
    self.text = text
  }

  /// The page on exit codes, which every program has.
  package static let exitCodes = HelpTopic(
    "exit-codes", Phrase("退出码", "exit codes"),
    text: Phrase(ExitCode.help(.zh), ExitCode.help(.en)))
}

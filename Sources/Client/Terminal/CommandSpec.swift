/// One option of a command, or of all of them.
///
/// An option's shape is the same wherever its name appears, so that it can be read before the
/// sub-command is known.
public struct OptionSpec: Sendable, Equatable {
  /// The long name without dashes, such as `confirm-amount`.
  public let name: String
  /// The letter behind one dash, for the few that have one.
  public let short: Character?
  /// What the value is called in the help; nil for a flag.
  public let value: Phrase?
  /// What it does.
  public let summary: Phrase
  /// The only values taken; empty for any.
  public let choices: [String]
  /// Other words for the choices, taken and not shown.
  public let synonyms: [String]
  /// Whether it may be given more than once.
  public let isRepeatable: Bool
  /// Whether completion offers files.
  public let isFile: Bool

  /// An option; a flag when `value` is nil.
  public init(
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
  public static func flag(
    _ name: String, short: Character? = nil, _ summary: Phrase
  ) -> OptionSpec {
    OptionSpec(name, short: short, summary)
  }
}

/// One positional argument.
public struct ArgumentSpec: Sendable, Equatable {
  /// The name by which the command asks for it; not shown.
  public let name: String
  /// What it is called in the help.
  public let title: Phrase
  /// What it is.
  public let summary: Phrase
  /// Whether it may be left out; no required argument stands behind such a one.
  public let isOptional: Bool
  /// Whether it takes all that is left; the last argument only.
  public let isRepeated: Bool

  /// An argument, required and single unless said otherwise.
  public init(
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
public struct CommandExample: Sendable, Equatable {
  /// The line as typed, beginning with the program's name.
  public let line: String
  /// What it does.
  public let note: Phrase

  /// An example.
  public init(_ line: String, _ note: Phrase) {
    self.line = line
    self.note = note
  }
}

/// One command: the single source of its parsing, help and completion.
public struct CommandSpec: Sendable, Equatable {
  /// The words that name it: `["pay", "agreement"]`.
  public let path: [String]
  /// One line about it.
  public let summary: Phrase
  /// More about it, in paragraphs.
  public let discussion: Phrase?
  /// Its own options; the table's global ones hold as well.
  public let options: [OptionSpec]
  /// Its positional arguments, in order.
  public let arguments: [ArgumentSpec]
  /// Lines that work.
  public let examples: [CommandExample]

  /// A command.
  public init(
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
  public var name: String { path.joined(separator: " ") }
}

/// All commands of one program.
public struct CommandTable: Sendable {
  /// The program's name, `shebao`.
  public let program: String
  /// One line about the program.
  public let summary: Phrase
  /// Options of every command.
  public let globals: [OptionSpec]
  /// The commands, in the order in which the help lists them.
  public let commands: [CommandSpec]
  /// What the first words stand for, for words that have several commands under them.
  public let groups: [String: Phrase]
  /// Further pages of `help`: name and text.
  public let topics: [HelpTopic]

  /// A program's commands; `problems` says what is wrong with them.
  public init(
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
  public func command(_ path: [String]) -> CommandSpec? {
    commands.first { $0.path == path }
  }

  /// The words that may follow `path`, in the help's order.
  public func children(of path: [String]) -> [String] {
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
public struct HelpTopic: Sendable {
  /// The word behind `help`.
  public let name: String
  /// One line about it.
  public let summary: Phrase
  /// The page.
  public let text: Phrase

  /// A page.
  public init(_ name: String, _ summary: Phrase, text: Phrase) {
    self.name = name
    self.summary = summary
    self.text = text
  }

  /// The page on exit codes, which every program has.
  public static let exitCodes = HelpTopic(
    "exit-codes", Phrase("退出码", "exit codes"),
    text: Phrase(ExitCode.help(.zh), ExitCode.help(.en)))
}

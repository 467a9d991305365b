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

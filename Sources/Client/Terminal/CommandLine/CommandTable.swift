/// All commands of one program.
package struct CommandTable: Sendable {
  /// The program's name, such as `shebao`.
  package let program: String
  package let summary: Phrase
  /// Options allowed with every command.
  package let globals: [OptionSpec]
  /// The commands, in the help's order.
  package let commands: [CommandSpec]
  /// Summaries of groups, by path: `pay` is the group of `pay list`, `pay show`, …
  package let groups: [String: Phrase]
  /// Further pages of `help`.
  package let topics: [HelpTopic]

  /// Checks nothing: a test of each program expects `problems` to be empty.
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

  /// Returns the command with exactly this path.
  package func command(_ path: [String]) -> CommandSpec? {
    commands.first { $0.path == path }
  }

  /// Returns the words that may follow `path`, in the help's order.
  package func children(of path: [String]) -> [String] {
    var seen = Set<String>()
    return commands.compactMap { command in
      guard command.path.count > path.count, command.path.starts(with: path) else { return nil }
      let word = command.path[path.count]
      return seen.insert(word).inserted ? word : nil
    }
  }

  /// Returns the command's own options, then the global ones.
  func options(of command: CommandSpec?) -> [OptionSpec] {
    (command?.options ?? []) + globals
  }

  /// Returns the option of this name, of whichever command; all of one name have one shape.
  func anyOption(named name: String) -> OptionSpec? {
    globals.first { $0.name == name }
      ?? commands.lazy.compactMap { $0.options.first { $0.name == name } }.first
  }

  func anyOption(short: Character) -> OptionSpec? {
    globals.first { $0.short == short }
      ?? commands.lazy.compactMap { $0.options.first { $0.short == short } }.first
  }
}

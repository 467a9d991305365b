extension CommandTable {
  /// Contradictions in the table, such as a name used twice or an example that does not parse.
  ///
  /// A test of each program expects none.
  package var problems: [String] {
    pathProblems + commands.flatMap(problems(of:)) + shapeProblems
  }

  private var pathProblems: [String] {
    var found: [String] = []
    var seen = Set<[String]>()
    for command in commands {
      if command.path.isEmpty { found.append("a command without a name") }
      if command.path.first == "help" { found.append("help is the parser's own") }
      if !seen.insert(command.path).inserted { found.append("\(command.name): twice") }
      if command.path.contains(where: { $0.isEmpty || $0.hasPrefix("-") }) {
        found.append("\(command.name): a word that can't be typed")
      }
      if !children(of: command.path).isEmpty && !command.arguments.isEmpty {
        found.append("\(command.name): arguments and sub-commands can't be told apart")
      }
    }
    return found
  }

  private func problems(of command: CommandSpec) -> [String] {
    var found: [String] = []
    let names = options(of: command).map(\.name)
    if Set(names).count != names.count { found.append("\(command.name): an option twice") }
    let letters = options(of: command).compactMap(\.short)
    if Set(letters).count != letters.count { found.append("\(command.name): a letter twice") }
    let arguments = command.arguments
    if zip(arguments, arguments.dropFirst()).contains(where: { $0.isOptional && !$1.isOptional }) {
      found.append("\(command.name): a required argument behind an optional one")
    }
    if arguments.dropLast().contains(where: \.isRepeated) {
      found.append("\(command.name): an argument behind a repeated one")
    }
    for example in command.examples where !parses(example, as: command) {
      found.append("\(command.name): example doesn't parse: \(example.line)")
    }
    return found
  }

  private func parses(_ example: CommandExample, as command: CommandSpec) -> Bool {
    // Only the program's own words are parsed: what is piped into or out of it is the shell's.
    let words = example.line.split(separator: " ").map(String.init)
    guard let start = words.firstIndex(of: program) else { return false }
    let typed = words[(start + 1)...].prefix { !["|", ">", "<", "&&", "||"].contains($0) }
    do throws(UsageError) {
      guard case .run(let invocation) = try parse(Array(typed)) else { return false }
      return invocation.command.path == command.path
    } catch {
      return false
    }
  }

  private var shapeProblems: [String] {
    var shapes: [String: OptionSpec] = [:]
    var letters: [Character: String] = [:]
    var found: [String] = []
    for option in globals + commands.flatMap(\.options) {
      if let other = shapes[option.name],
        (other.value == nil) != (option.value == nil) || other.short != option.short
      {
        found.append("--\(option.name): two shapes")
      }
      shapes[option.name] = option
      if option.name.isEmpty || ["help", "version"].contains(option.name) {
        found.append("--\(option.name): taken by the parser")
      }
      guard let letter = option.short else { continue }
      if letter == "h" || letters[letter, default: option.name] != option.name {
        found.append("-\(letter): two options")
      }
      letters[letter] = option.name
    }
    return found
  }
}

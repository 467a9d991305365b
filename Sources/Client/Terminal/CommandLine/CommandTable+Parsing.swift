extension CommandTable {
  /// The most words of a command line.
  package static let wordsMax = 4_096
  /// The most bytes of one word.
  package static let wordBytesMax = 65_536

  /// Parses `words` (without the program's name).
  ///
  /// Options may stand before or behind the sub-command, as `--name value`, `--name=value`,
  /// `-n value` or `-nvalue`; flags' letters may be joined. Behind `--` everything is an argument.
  /// `-h` or `--help` anywhere asks for the help of the words typed so far.
  ///
  /// - Throws: the first fault found; where a word looks mistyped, with a suggestion.
  package func parse(_ words: [String]) throws(UsageError) -> ParsedLine {
    guard words.count <= Self.wordsMax,
      words.allSatisfy({ $0.utf8.count <= Self.wordBytesMax })
    else { throw .tooLong }
    if words.first == "help" { return .help(words.dropFirst().filter { !$0.hasPrefix("-") }) }
    var reader = WordReader(table: self, words: words)
    try reader.readAll()
    if reader.wantsHelp { return .help(resolved(reader.plain).path) }
    if reader.wantsVersion { return .version }
    let found = resolved(reader.plain)
    guard let command = command(found.path) else {
      throw unresolved(found.path, rest: Array(reader.plain.dropFirst(found.path.count)))
    }
    try check(reader, against: command)
    let values = reader.plain.dropFirst(found.path.count) + reader.afterDashes
    return .run(
      Invocation(
        command: command, options: reader.values, flags: reader.flags,
        arguments: try assign(Array(values), to: command)))
  }

  /// Returns the longest prefix of `words` that names a command or a group.
  private func resolved(_ words: [String]) -> (path: [String], isCommand: Bool) {
    var path: [String] = []
    for word in words {
      guard children(of: path).contains(word) else { break }
      path.append(word)
    }
    return (path, command(path) != nil)
  }

  private func unresolved(_ path: [String], rest: [String]) -> UsageError {
    let children = children(of: path)
    guard let word = rest.first else { return .incomplete(path: path, children: children) }
    return .unknownCommand(
      (path + [word]).joined(separator: " "),
      suggestion: Suggestion.nearest(to: word, among: children).map {
        (path + [$0]).joined(separator: " ")
      })
  }

  private func check(_ reader: WordReader, against command: CommandSpec) throws(UsageError) {
    let options = options(of: command)
    for (name, typed) in reader.typed {
      guard let option = options.first(where: { $0.name == name }) else {
        throw .unknownOption(typed, command: command.name, suggestion: nearest(name, options))
      }
      let values = reader.values[name] ?? []
      if values.count > 1 && !option.isRepeatable { throw .repeated(name) }
      guard !option.choices.isEmpty else { continue }
      let taken = option.choices + option.synonyms
      for value in values where !taken.contains(value) {
        throw .notAChoice(name, value: value, choices: option.choices)
      }
    }
    if let stray = reader.unknown.first {
      throw .unknownOption(
        stray, command: command.name, suggestion: nearest(String(stray.drop { $0 == "-" }), options)
      )
    }
  }

  private func nearest(_ name: String, _ options: [OptionSpec]) -> String? {
    Suggestion.nearest(to: name, among: options.map(\.name) + ["help", "version"]).map { "--" + $0 }
  }

  private func assign(
    _ values: [String], to command: CommandSpec
  ) throws(UsageError) -> [String: [String]] {
    var result: [String: [String]] = [:]
    var rest = values[...]
    for argument in command.arguments {
      if argument.isRepeated && !rest.isEmpty {
        result[argument.name] = Array(rest)
        rest = []
      } else if let value = rest.popFirst() {
        result[argument.name] = [value]
      } else if !argument.isOptional {
        throw .argumentMissing(argument, command: command.name)
      }
    }
    if let surplus = rest.first { throw .surplus(surplus, command: command.name) }
    return result
  }
}

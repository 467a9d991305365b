extension CommandTable {
  /// Words of a command line.
  package static let wordsMax = 4_096
  /// Bytes of one word.
  package static let wordBytesMax = 65_536

  /// What `words` (without the program's name) ask for.
  ///
  /// Options may stand before or behind the sub-command, as `--name value`, `--name=value`,
  /// `-n value` or `-nvalue`; flags' letters may be joined. Behind `--` everything is an argument.
  /// `-h` or `--help` anywhere asks for the help of the words typed so far.
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

  /// The longest beginning of `words` that names a command or a group.
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

/// Tells options and plain words apart, before the command is known.
struct WordReader {
  let table: CommandTable
  private var rest: ArraySlice<String>
  private(set) var plain: [String] = []
  private(set) var afterDashes: [String] = []
  private(set) var values: [String: [String]] = [:]
  private(set) var flags: Set<String> = []
  /// Known options as typed, in order, for errors that quote them.
  private(set) var typed: [(name: String, typed: String)] = []
  private(set) var unknown: [String] = []
  private(set) var wantsHelp = false
  private(set) var wantsVersion = false

  init(table: CommandTable, words: [String]) {
    self.table = table
    rest = words[...]
  }

  mutating func readAll() throws(UsageError) {
    while let word = rest.popFirst() {
      if word == "--" {
        afterDashes = Array(rest)
        rest = []
      } else if word.hasPrefix("--") {
        try readLong(word)
      } else if word.hasPrefix("-") && word.count > 1 {
        try readShort(word)
      } else {
        plain.append(word)
      }
    }
  }

  private mutating func readLong(_ word: String) throws(UsageError) {
    let body = word.dropFirst(2)
    let name = String(body.prefix { $0 != "=" })
    let attached = body.count > name.count ? String(body.dropFirst(name.count + 1)) : nil
    switch (name, attached) {
    case ("help", nil): wantsHelp = true
    case ("version", nil): wantsVersion = true
    default:
      guard let option = table.anyOption(named: name) else {
        unknown.append("--" + name)
        return
      }
      try take(option, attached: attached, typed: "--" + name)
    }
  }

  private mutating func readShort(_ word: String) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      if letter == "h" {
        wantsHelp = true
        continue
      }
      guard let option = table.anyOption(short: letter) else {
        unknown.append("-\(letter)")
        return
      }
      guard option.value != nil, !letters.isEmpty else {
        try take(option, attached: nil, typed: "-\(letter)")
        continue
      }
      let attached = letters.first == "=" ? letters.dropFirst() : letters
      try take(option, attached: String(attached), typed: "-\(letter)")
      return
    }
  }

  private mutating func take(
    _ option: OptionSpec, attached: String?, typed word: String
  ) throws(UsageError) {
    typed.append((option.name, word))
    guard option.value != nil else {
      if attached != nil { throw .valueNotTaken(option.name) }
      flags.insert(option.name)
      return
    }
    if let attached {
      values[option.name, default: []].append(attached)
      return
    }
    // The next word is the value, unless it is an option that was meant as one.
    guard let next = rest.first, !isOption(next) else { throw .valueMissing(option.name) }
    values[option.name, default: []].append(next)
    rest.removeFirst()
  }

  private func isOption(_ word: String) -> Bool {
    guard word.hasPrefix("--") else { return false }
    let name = String(word.dropFirst(2).prefix { $0 != "=" })
    return name.isEmpty || name == "help" || table.anyOption(named: name) != nil
  }
}

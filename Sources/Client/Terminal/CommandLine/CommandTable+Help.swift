extension CommandTable {
  /// The most cells of a line of help.
  package static let helpColumns = 80

  /// Returns the help for `path`: a command, a group, a topic, or (empty) the program itself.
  ///
  /// - Throws: `unknownCommand` for any other path.
  package func help(_ path: [String], _ language: Language) throws(UsageError) -> String {
    if path.count == 1, let topic = topics.first(where: { $0.name == path[0] }) {
      return topic.text[language]
    }
    let page = HelpPage(table: self, language: language)
    if path.isEmpty { return page.program() }
    if let command = command(path) { return page.command(command) }
    guard !children(of: path).isEmpty else {
      let names = children(of: []) + topics.map(\.name)
      throw .unknownCommand(
        path.joined(separator: " "), suggestion: Suggestion.nearest(to: path[0], among: names))
    }
    return page.group(path)
  }
}

extension CommandTable {
  func name(of path: [String]) -> String { path.joined(separator: " ") }

  /// Returns the summary of a command or group.
  func about(_ path: [String]) -> Phrase {
    if let group = groups[path.joined(separator: " ")] { return group }
    if let command = command(path) { return command.summary }
    return Phrase(same: children(of: path).joined(separator: " | "))
  }
}

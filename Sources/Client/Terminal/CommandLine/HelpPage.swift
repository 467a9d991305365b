/// The layout of a page of help.
struct HelpPage {
  let table: CommandTable
  let language: Language
  private let width = DisplayWidth()
  private let wrap = LineWrap()

  init(table: CommandTable, language: Language) {
    self.table = table
    self.language = language
  }

  func program() -> String {
    paragraph(table.summary[language], indent: 0)
      + "\n" + usage(table.program + " " + words(Phrase("<命令> [选项]", "<command> [options]")))
      + section(
        Phrase("命令", "Commands"),
        table.children(of: []).map { (table.name(of: [$0]), table.about([$0])[language]) })
      + section(Phrase("选项", "Options"), (table.globals + Self.builtIn).map(entry))
      + section(
        Phrase("说明", "Topics"),
        table.topics.map { ("help " + $0.name, $0.summary[language]) })
  }

  func group(_ path: [String]) -> String {
    let name = path.joined(separator: " ")
    let under = table.children(of: path).map { path + [$0] }
    let examples = table.commands.filter { $0.path.starts(with: path) }
      .compactMap(\.examples.first).prefix(2)
    return paragraph(table.about(path)[language], indent: 0)
      + "\n"
      + usage("\(table.program) \(name) " + words(Phrase("<命令> [选项]", "<command> [options]")))
      + section(
        Phrase("命令", "Commands"), under.map { (table.name(of: $0), table.about($0)[language]) })
      + self.examples(Array(examples))
  }

  func command(_ command: CommandSpec) -> String {
    let arguments = command.arguments.map { argument in
      let name = "<\(argument.title[language])>" + (argument.isRepeated ? "..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    let line = [table.program, command.name] + arguments + [words(Phrase("[选项]", "[options]"))]
    return paragraph(command.summary[language], indent: 0)
      + "\n" + usage(line.joined(separator: " "))
      + (command.discussion.map { "\n" + paragraph($0[language], indent: 2) } ?? "")
      + section(
        Phrase("参数", "Arguments"),
        command.arguments.map { ("<\($0.title[language])>", $0.summary[language]) })
      + section(Phrase("选项", "Options"), command.options.map(entry))
      + globalNames() + examples(command.examples)
  }

  private static let builtIn = [
    OptionSpec.flag("help", short: "h", Phrase("显示帮助", "show help")),
    OptionSpec.flag("version", Phrase("显示版本", "show the version")),
  ]

  private func words(_ phrase: Phrase) -> String { phrase[language] }

  private func heading(_ phrase: Phrase) -> String {
    phrase[language] + (language == .zh ? "：" : ":") + "\n"
  }

  private func usage(_ line: String) -> String {
    heading(Phrase("用法", "Usage")) + commandLine(line, indent: 2)
  }

  private func globalNames() -> String {
    guard !table.globals.isEmpty else { return "" }
    let names = table.globals.map { "--" + $0.name }.joined(separator: " ")
    return "\n" + heading(Phrase("全局选项（见 \(table.program) help）", "Global options"))
      + paragraph(names, indent: 2)
  }

  private func entry(_ option: OptionSpec) -> (String, String) {
    let letter = option.short.map { "-\($0), " } ?? "    "
    let value = option.value.map { " <\($0[language])>" } ?? ""
    let choices = option.choices.joined(separator: "|")
    let tail = choices.isEmpty ? "" : " (\(choices))"
    return (letter + "--" + option.name + value, option.summary[language] + tail)
  }

  private func section(_ title: Phrase, _ entries: [(String, String)]) -> String {
    guard !entries.isEmpty else { return "" }
    let widest = entries.reduce(0) { max($0, width.of($1.0)) }
    let column = min(widest, 28) + 4
    return "\n" + heading(title)
      + entries.map { self.entry($0.0, $0.1, column: column) }.joined()
  }

  /// Returns a name and its summary; a name that reaches `column` has the summary below it.
  private func entry(_ name: String, _ summary: String, column: Int) -> String {
    let lines = wrap.lines(summary, columns: CommandTable.helpColumns - column)
    let margin = String(repeating: " ", count: column)
    guard width.of(name) + 4 <= column else {
      return "  " + name + "\n" + lines.map { margin + $0 + "\n" }.joined()
    }
    let first = width.padded("  " + name, to: column) + (lines.first ?? "") + "\n"
    return first + lines.dropFirst().map { margin + $0 + "\n" }.joined()
  }

  private func paragraph(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    return wrap.lines(text, columns: CommandTable.helpColumns - indent)
      .map { ($0.isEmpty ? "" : margin + $0) + "\n" }.joined()
  }

  private func examples(_ examples: [CommandExample]) -> String {
    guard !examples.isEmpty else { return "" }
    return "\n" + heading(Phrase("示例", "Examples"))
      + examples.map { example in
        commandLine(example.line, indent: 2) + paragraph(example.note[language], indent: 6)
      }.joined()
  }

  /// Returns a command line; a long one is continued behind a backslash, so that it can be copied.
  private func commandLine(_ line: String, indent: Int) -> String {
    let room = CommandTable.helpColumns - indent - 6
    let lines = wrap.lines(line, columns: room)
    return lines.enumerated().map { index, text in
      let margin = String(repeating: " ", count: indent + (index == 0 ? 0 : 4))
      return margin + text + (index == lines.count - 1 ? "" : " \\") + "\n"
    }.joined()
  }
}

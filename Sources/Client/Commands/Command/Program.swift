import Protocol
import Terminal

/// The program `shebao`.
package enum Program {
  /// Runs the command line `words` (without the program's name) and returns the exit code.
  package static func run(_ words: [String], _ environment: Environment) -> Int32 {
    let console = environment.console
    let language = Language.chosen(option: option("lang", words)) { console.environment($0) }
    do throws(ErrorReport) {
      return try answer(words, environment, language).rawValue
    } catch {
      let format = option("output", words).flatMap(OutputFormat.init) ?? .table
      do throws(InputFailure) {
        try console.show(error, format, language)
      } catch {
        return error.report.exit.rawValue
      }
      return error.exit.rawValue
    }
  }

  private static func answer(
    _ words: [String], _ environment: Environment, _ language: Language
  ) throws(ErrorReport) -> ExitCode {
    switch try parsed(words) {
    case .run(let invocation):
      let format = invocation["output"].flatMap(OutputFormat.init) ?? .table
      let run = try Run(invocation, environment, language: language, format: format)
      guard let command = Catalogue.command(invocation.command.path) else {
        throw UsageError.unknownCommand(invocation.command.name, suggestion: nil)
          .report(program: Catalogue.program)
      }
      try run.remindOfInFlight()
      return try command.run(run)
    case .help(let path):
      let text: String
      do throws(UsageError) {
        text = try Catalogue.table.help(path, language)
      } catch {
        throw error.report(program: Catalogue.program)
      }
      return try written(text, environment.console)
    case .version:
      return try written(
        "\(ChannelCalls.software) \(ProgramVersion.text)\n", environment.console)
    }
  }

  private static func parsed(_ words: [String]) throws(ErrorReport) -> ParsedLine {
    do throws(UsageError) {
      return try Catalogue.table.parse(words)
    } catch {
      throw error.report(program: Catalogue.program)
    }
  }

  private static func written(
    _ text: String, _ console: any Console
  ) throws(ErrorReport) -> ExitCode {
    try reporting { () throws(InputFailure) in try console.write(text) }
    return .done
  }

  /// Finds an option's value without parsing: errors of parsing need the language and format.
  private static func option(_ name: String, _ words: [String]) -> String? {
    let short = name == "output" ? "-o" : "--\(name)"
    for (index, word) in words.enumerated() {
      if word.hasPrefix("--\(name)=") { return String(word.dropFirst(name.count + 3)) }
      if word == "--\(name)" || word == short { return words.dropFirst(index + 1).first }
    }
    return nil
  }
}

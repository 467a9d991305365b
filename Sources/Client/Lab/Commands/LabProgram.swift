internal import Commands
internal import Posix
internal import Protocol
package import Terminal
internal import Transport

/// The program `shebao-lab`: parses the command line, executes one command, returns the exit code.
package struct LabProgram {
  let console: any Console
  let arguments: [String]

  /// - Parameter arguments: the words after the program's name.
  package init(console: any Console, arguments: [String]) {
    self.console = console
    self.arguments = arguments
  }

  /// Runs the program. Never throws, and never traps on what was typed.
  package func run() -> ExitCode {
    do throws(InputFailure) {
      return try parsed()
    } catch {
      return error.report.exit
    }
  }

  private func parsed() throws(InputFailure) -> ExitCode {
    let line: ParsedLine
    do throws(UsageError) {
      line = try LabTable.table.parse(arguments)
    } catch {
      return try failed(error.report(program: "shebao-lab"), .table, language(nil))
    }
    switch line {
    case .version:
      try console.write("shebao-lab \(ProgramVersion.text)\n")
      return .done
    case .help(let words):
      do throws(UsageError) {
        let text = try LabTable.table.help(words, language(nil))
        write(text)
      } catch {
        return try failed(error.report(program: "shebao-lab"), .table, language(nil))
      }
      return .done
    case .run(let invocation): return try carryOut(invocation)
    }
  }

  /// Prints a text; a closed standard output is ignored, since it cannot be reported.
  private func write(_ text: String) {
    do throws(InputFailure) { try console.write(text) } catch { _ = error }
  }

  private func language(_ option: String?) -> Language {
    Language.chosen(option: option, environment: console.environment)
  }

  private func failed(
    _ report: ErrorReport, _ format: OutputFormat, _ language: Language
  ) throws(InputFailure) -> ExitCode {
    try console.show(report, format, language)
    return report.exit
  }

  private func carryOut(_ invocation: Invocation) throws(InputFailure) -> ExitCode {
    let format = invocation["output"].flatMap(OutputFormat.init(rawValue:)) ?? .table
    let language = language(invocation["lang"])
    let call = LabCall(
      invocation: invocation, console: console, format: format, language: language)
    do throws(ErrorReport) {
      switch invocation.command.path.dropFirst().first ?? "" {
      case "run": try RunCommand(call: call).run()
      case "status": try StatusCommand(call: call).run()
      case "inbox": try InboxCommand(call: call).run()
      case "scan": try ScanCommand(call: call).run()
      case "bank": try BankCommand(call: call).run()
      case "faults": try FaultsCommand(call: call).run()
      case let other:
        throw ErrorReport(.fault, code: "command.none", what: Phrase(same: other))
      }
      return .done
    } catch {
      return try failed(error, format, language)
    }
  }
}

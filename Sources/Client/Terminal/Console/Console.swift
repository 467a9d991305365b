/// The terminal's size in cells.
package struct ScreenSize: Sendable, Equatable {
  /// Cells of a line.
  package let columns: Int
  /// Lines.
  package let rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// What a command talks to: standard output and error, the keyboard, the environment.
///
/// `StandardConsole` is the real one; tests script their own.
package protocol Console: AnyObject {
  /// Whether questions can be asked: standard input and standard error are both terminals.
  var isInteractive: Bool { get }
  /// The size of the terminal; nil without one.
  var screen: ScreenSize? { get }

  /// Writes data to standard output; what came from outside was sanitised by its renderer.
  func write(_ text: String) throws(InputFailure)
  /// Writes a message to standard error.
  func note(_ text: String) throws(InputFailure)
  /// The next line of standard input without its end, at most `limit` bytes; nil at the end.
  func readLine(limit: Int) throws(InputFailure) -> String?
  /// A line typed without echo at the terminal, behind `prompt`.
  func readHidden(_ prompt: String) throws(InputFailure) -> Secret
  /// A secret's line from a descriptor that the caller opened (0 is standard input).
  func readSecret(descriptor: Int32) throws(InputFailure) -> Secret
  /// A variable of the environment; nil when unset.
  func environment(_ name: String) -> String?
}

extension Console {
  /// Prints a report: three lines on standard error, or the envelope on standard output when the
  /// output is JSON.
  package func show(
    _ report: ErrorReport, _ format: OutputFormat, _ language: Language
  ) throws(InputFailure) {
    switch format {
    case .json, .jsonl: try write(Envelope.failure(report, language).text + "\n")
    case .table, .csv, .plain: break
    }
    try note(report.text(language))
  }
}

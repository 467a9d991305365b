/// The terminal's size in cells.
package struct ScreenSize: Sendable, Equatable {
  package let columns: Int
  package let rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// Standard output, standard error, standard input and the environment variables of a program.
///
/// `StandardConsole` is the real one; tests script their own. The throwing functions throw `output`
/// or `file` where a stream fails; those that read also throw `tooLong`, `notUTF8`, `ended` and
/// `interrupted`.
package protocol Console: AnyObject {
  /// Whether standard input and standard error are both terminals, so that questions can be asked.
  var isInteractive: Bool { get }
  /// The size of standard error's terminal; nil without one.
  var screen: ScreenSize? { get }

  /// Writes to standard output. The caller has sanitised (`Sanitize`) text from outside.
  func write(_ text: String) throws(InputFailure)
  /// Writes to standard error. The caller has sanitised text from outside.
  func note(_ text: String) throws(InputFailure)
  /// Reads the next line of standard input without its end, at most `limit` bytes; nil at the end.
  func readLine(limit: Int) throws(InputFailure) -> String?
  /// Shows `prompt` and reads a line at the terminal without echo.
  func readHidden(_ prompt: String) throws(InputFailure) -> Secret
  /// Reads a secret's line from an open descriptor (0 is standard input).
  func readSecret(descriptor: Int32) throws(InputFailure) -> Secret
  /// Returns an environment variable; nil when unset.
  func environment(_ name: String) -> String?
}

extension Console {
  /// Prints a report: lines on standard error and, where the output is JSON, the envelope on
  /// standard output.
  ///
  /// - Throws: `output` where a stream cannot be written.
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

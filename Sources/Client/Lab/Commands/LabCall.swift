internal import Commands
internal import Posix
internal import Protocol
internal import Terminal
internal import Transport

/// A parsed command line with the console and the output settings; readers of its options.
///
/// Its functions throw the report to be shown where an option is missing or malformed.
struct LabCall {
  let invocation: Invocation
  let console: any Console
  let format: OutputFormat
  let language: Language

  /// Returns the absolute path of the sandbox's folder: `--books`, else `SHEBAO_SANDBOX`.
  func books() throws(ErrorReport) -> String {
    guard let given = invocation["books"] ?? console.environment("SHEBAO_SANDBOX"), !given.isEmpty
    else {
      throw InputFailure.missing(
        Question(Phrase("沙箱账簿目录", "the sandbox's books"), flag: "--books DIR")
      ).report
    }
    guard !given.hasPrefix("/") else { return given }
    do throws(Errno) {
      return try ThisProcess.folder() + "/" + given
    } catch {
      // The working folder is gone: opening the relative path will report it.
      return given
    }
  }

  /// Connects to the running sandbox.
  func client() throws(ErrorReport) -> ControlClient {
    try ControlClient(books: try books(), now: RealTimeClock.milliseconds())
  }

  /// Returns the value of a mandatory option.
  func required(_ name: String) throws(ErrorReport) -> String {
    guard let value = invocation.folded(name), !value.isEmpty else {
      throw InputFailure.missing(Question(Phrase(same: name), flag: "--\(name)")).report
    }
    return value
  }

  /// Returns a whole number in a range, or nil where the option is absent.
  func number(_ name: String, _ range: ClosedRange<Int64>) throws(ErrorReport) -> Int64? {
    guard let text = invocation.folded(name) else { return nil }
    guard let value = Int64(text), range.contains(value) else { throw bad(name, text) }
    return value
  }

  /// Returns an amount typed in yuan as fen, zero or more; nil where the option is absent.
  func fen(_ name: String) throws(ErrorReport) -> Int64? {
    guard let text = invocation.folded(name) else { return nil }
    guard let value = YuanText.fen(text), value >= 0 else { throw bad(name, text) }
    return value
  }

  func bad(
    _ name: String, _ value: String, _ problem: IdentifierProblem? = nil
  ) -> ErrorReport {
    ErrorReport(
      .badData, code: "option.bad",
      what: Phrase("--\(name) 的值有误：\(value)", "--\(name): \(value) cannot be used"),
      why: problem?.words)
  }

  func show(_ data: JSONValue) throws(ErrorReport) {
    try write(LabRendering(format: format, language: language).text(data))
  }

  func write(_ text: String) throws(ErrorReport) {
    do throws(InputFailure) { try console.write(text) } catch { throw error.report }
  }
}

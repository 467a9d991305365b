internal import Commands
internal import Posix
internal import Protocol
internal import Terminal
internal import Transport

/// One command with what it needs.
struct LabCall {
  let invocation: Invocation
  let console: any Console
  let format: OutputFormat
  let language: Language

  /// The folder of the sandbox's books, absolute.
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
      // A folder that is gone: whoever opens the books says so.
      return given
    }
  }

  /// A connection to the running sandbox.
  func client() throws(ErrorReport) -> ControlClient {
    try ControlClient(books: try books(), now: RealTimeClock.milliseconds())
  }

  /// The value of an option that must be there.
  func required(_ name: String) throws(ErrorReport) -> String {
    guard let value = invocation.folded(name), !value.isEmpty else {
      throw InputFailure.missing(Question(Phrase(same: name), flag: "--\(name)")).report
    }
    return value
  }

  /// A whole number in a range.
  func number(_ name: String, _ range: ClosedRange<Int64>) throws(ErrorReport) -> Int64? {
    guard let text = invocation.folded(name) else { return nil }
    guard let value = Int64(text), range.contains(value) else { throw bad(name, text) }
    return value
  }

  /// An amount in yuan, as fen, not negative.
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

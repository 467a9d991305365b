/// Prompts for values that were not given on the command line.
///
/// Prompts go to standard error. Every function throws `missing` (exit code 66, naming the options
/// of the question) where `canAsk` is false, `noChoice` or `confirmationMismatch` after `triesMax`
/// wrong answers, and `ended`, `tooLong`, `notUTF8`, `interrupted`, `file` or `output` where the
/// console fails.
package struct TerminalInput {
  /// Answers to one question before it is given up.
  package static let triesMax = 3
  /// The most bytes of an answer.
  package static let lineBytesMax = 4_096

  private let console: any Console
  private let language: Language
  private let mayAsk: Bool

  /// - Parameter noInput: `--no-input`: never ask.
  package init(_ console: any Console, _ language: Language, noInput: Bool) {
    self.console = console
    self.language = language
    mayAsk = !noInput && console.isInteractive
  }

  /// Whether questions can be asked: the console is a terminal, without `--no-input`.
  package var canAsk: Bool { mayAsk }

  /// Asks for a line, folds full-width forms and removes outer spaces; asks again while it is
  /// empty.
  package func line(_ question: Question) throws(InputFailure) -> String {
    try require(question)
    for _ in 0..<Self.triesMax {
      try console.note(prompt(question.what))
      let text = try answer(question.what)
      if !text.isEmpty { return text }
    }
    throw .noChoice(question.what)
  }

  /// Asks for a secret, typed without echo and not folded.
  package func hidden(_ question: Question) throws(InputFailure) -> Secret {
    try require(question)
    return try console.readHidden(prompt(question.what))
  }

  /// Lists `options` and asks for a number; returns the index, from 0.
  package func choice(_ question: Question, _ options: [Phrase]) throws(InputFailure) -> Int {
    try require(question)
    guard !options.isEmpty else { throw .noChoice(question.what) }
    let list = options.enumerated().map { "  \($0 + 1)) \(Sanitize.line($1[language]))\n" }
    try console.note(Sanitize.line(question.what[language]) + "\n" + list.joined())
    for _ in 0..<Self.triesMax {
      try console.note("1-\(options.count): ")
      let text = try answer(question.what)
      if let number = Int(text), (1...options.count).contains(number) { return number - 1 }
    }
    throw .noChoice(question.what)
  }

  /// Asks for yes or no, in either language; anything but a clear yes is no.
  package func isConfirmed(_ question: Question) throws(InputFailure) -> Bool {
    try require(question)
    try console.note(Sanitize.line(question.what[language]) + " [y/N]: ")
    return ["y", "yes", "是", "确认", "同意"].contains(try answer(question.what).lowercased())
  }

  /// Requires `expected` to be typed before an action that cannot be undone.
  ///
  /// - Parameter given: the option's value: compared in place of an answer, nothing is asked.
  package func confirm(
    _ question: Question, typed expected: String, given: String?
  ) throws(InputFailure) {
    try confirm(question, given: given, expected: expected) { $0 == expected }
  }

  /// Requires the amount to be typed before money moves; `1234.5`, `1,234.50` and full-width forms
  /// are equal.
  package func confirm(
    _ question: Question, amountFen fen: Int64, given: String?
  ) throws(InputFailure) {
    try confirm(question, given: given, expected: YuanText.text(fen: fen)) {
      YuanText.fen($0) == fen
    }
  }

  private func confirm(
    _ question: Question, given: String?, expected: String, matches: (String) -> Bool
  ) throws(InputFailure) {
    if let given {
      guard matches(FullWidth.trimmed(given)) else {
        throw .confirmationMismatch(expected: expected)
      }
      return
    }
    try require(question)
    for _ in 0..<Self.triesMax {
      try console.note(prompt(question.what))
      if matches(try answer(question.what)) { return }
    }
    throw .confirmationMismatch(expected: expected)
  }

  private func require(_ question: Question) throws(InputFailure) {
    guard mayAsk else { throw .missing(question) }
  }

  private func prompt(_ what: Phrase) -> String {
    Sanitize.line(what[language]) + ": "
  }

  private func answer(_ what: Phrase) throws(InputFailure) -> String {
    guard let text = try console.readLine(limit: Self.lineBytesMax) else { throw .ended(what) }
    return FullWidth.trimmed(text)
  }
}

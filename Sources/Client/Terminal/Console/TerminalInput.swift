/// Asks for what was not given on the command line.
///
/// Questions go to standard error and only when someone can answer; otherwise the error names the
/// option and the file form that give the value (exit code 66).
package struct TerminalInput {
  /// Answers that may be wrong before the command gives up.
  package static let triesMax = 3
  /// Bytes of one answer.
  package static let lineBytesMax = 4_096

  private let console: any Console
  private let language: Language
  private let mayAsk: Bool

  /// Asks on `console`, unless `noInput` (`--no-input`) forbids it.
  package init(_ console: any Console, _ language: Language, noInput: Bool) {
    self.console = console
    self.language = language
    mayAsk = !noInput && console.isInteractive
  }

  /// Whether questions can be asked at all.
  package var canAsk: Bool { mayAsk }

  /// One line, full-width forms folded and outer spaces gone; asks again while it is empty.
  package func line(_ question: Question) throws(InputFailure) -> String {
    try require(question)
    for _ in 0..<Self.triesMax {
      try console.note(prompt(question.what))
      let text = try answer(question.what)
      if !text.isEmpty { return text }
    }
    throw .noChoice(question.what)
  }

  /// A secret, typed without echo and taken as it is.
  package func hidden(_ question: Question) throws(InputFailure) -> Secret {
    try require(question)
    return try console.readHidden(prompt(question.what))
  }

  /// One of `options` by its number; its index from 0.
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

  /// Yes or no, in either language; anything but a clear yes is no.
  package func isConfirmed(_ question: Question) throws(InputFailure) -> Bool {
    try require(question)
    try console.note(Sanitize.line(question.what[language]) + " [y/N]: ")
    return ["y", "yes", "是", "确认", "同意"].contains(try answer(question.what).lowercased())
  }

  /// Has `expected` typed out before something that can't be undone.
  ///
  /// `given` is what the option said: it is compared and nothing is asked.
  package func confirm(
    _ question: Question, typed expected: String, given: String?
  ) throws(InputFailure) {
    try confirm(question, given: given, expected: expected) { $0 == expected }
  }

  /// Has the amount typed before money moves; `1234.5`, `1,234.50` and full-width forms are equal.
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

import Protocol
import Terminal

extension Run {
  /// Whether the command can prompt.
  var canAsk: Bool { input.canAsk }

  /// Returns the text of an option or argument, else of a prompt; folded and trimmed.
  func line(_ name: String, _ what: Phrase) throws(ErrorReport) -> String {
    if let given = invocation.folded(name), !given.isEmpty { return given }
    return try reporting { () throws(InputFailure) in
      try input.line(Question(what, flag: "--\(name)"))
    }
  }

  /// Returns a value from an option, an argument or a prompt.
  func value<Value>(
    _ name: String, _ what: Phrase, _ make: (String) -> Value?
  ) throws(ErrorReport) -> Value {
    try parsed(try line(name, what), what, make)
  }

  /// Returns a value from an option or argument, nil where absent; never prompts.
  func maybe<Value>(
    _ name: String, _ what: Phrase, _ make: (String) -> Value?
  ) throws(ErrorReport) -> Value? {
    guard let text = invocation.folded(name), !text.isEmpty else { return nil }
    return try parsed(text, what, make)
  }

  /// Parses a text; throws a report with exit 65 where it is invalid.
  func parsed<Value>(
    _ text: String, _ what: Phrase, _ make: (String) -> Value?
  ) throws(ErrorReport) -> Value {
    guard let value = make(text) else {
      throw ErrorReport(
        .badData, code: "input.invalid",
        what: Phrase("\(what.zh)无效：\(text)", "\(what.en) is invalid: \(text)"))
    }
    return value
  }

  /// Returns a secret from `--<name>-file` or `--<name>-stdin`, else of a prompt without echo.
  func secret(_ name: String, _ what: Phrase) throws(ErrorReport) -> Secret {
    if let given = try givenSecret(name) { return given }
    return try reporting { () throws(InputFailure) in
      try input.hidden(
        Question(what, flag: "--\(name)-file FILE", fileForm: "--\(name)-stdin"))
    }
  }

  /// Returns a secret from `--<name>-file` or `--<name>-stdin`; nil where neither is given.
  func givenSecret(_ name: String) throws(ErrorReport) -> Secret? {
    if let path = invocation["\(name)-file"] {
      return try reporting { () throws(InputFailure) in try LocalFile.secret(path) }
    }
    guard invocation.flag("\(name)-stdin") else { return nil }
    return try reporting { () throws(InputFailure) in try console.readSecret(descriptor: 0) }
  }

  /// Returns an SMS code (短信验证码): from a file that another program writes once it has the code,
  /// from standard input, or of a prompt.
  func code(_ what: Phrase) throws(ErrorReport) -> String {
    if let path = invocation["code-file"] { try waitFor(path) }
    if let given = try givenSecret("code") { return FullWidth.trimmed(given.text) }
    return try reporting { () throws(InputFailure) in
      try input.line(Question(what, flag: "--code-file FILE", fileForm: "--code-stdin"))
    }
  }

  /// The most looks for the code's file, one every `lookMs`: a minute in all.
  static let looksMax = 600
  /// The time between two looks, ms.
  static let lookMs: UInt64 = 100

  private func waitFor(_ path: String) throws(ErrorReport) {
    for _ in 0..<Self.looksMax where !StateFolder.exists(path) {
      environment.pause(Self.lookMs)
    }
  }

  /// Returns whether the flag is given or the prompt answered with yes.
  func isConfirmed(_ flag: String, _ question: Phrase) throws(ErrorReport) -> Bool {
    if invocation.flag(flag) { return true }
    return try reporting { () throws(InputFailure) in
      try input.isConfirmed(Question(question, flag: "--\(flag)"))
    }
  }

  /// Requires the amount, typed or as `--confirm-amount`.
  func confirm(amount: Money, _ question: Phrase) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in
      try input.confirm(
        Question(question, flag: "--confirm-amount \(amount)"), amountFen: amount.fen,
        given: invocation["confirm-amount"])
    }
  }

  /// Requires a number, typed or as `--confirm`, before something is deleted.
  func confirm(_ expected: String, _ question: Phrase) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in
      try input.confirm(
        Question(question, flag: "--confirm \(expected)"), typed: expected,
        given: invocation["confirm"])
    }
  }

  /// Asks for one of several options; returns its index.
  func choice(
    _ what: Phrase, flag: String, _ options: [Phrase]
  ) throws(ErrorReport) -> Int {
    try reporting { () throws(InputFailure) in
      try input.choice(Question(what, flag: flag), options)
    }
  }
}

extension Secret {
  /// The text, for the one request that carries it.
  var text: String {
    withBytes { String(decoding: $0, as: UTF8.self) }
  }
}

import Protocol
import Terminal

extension Run {
  /// Whether questions can be asked.
  var canAsk: Bool { input.canAsk }

  /// An option or argument, else a question; folded, spaces gone.
  func line(_ name: String, _ what: Phrase) throws(ErrorReport) -> String {
    if let given = invocation.folded(name), !given.isEmpty { return given }
    return try reporting { () throws(InputFailure) in
      try input.line(Question(what, flag: "--\(name)"))
    }
  }

  /// A value of the domain, from an option, an argument or a question.
  func value<Value>(
    _ name: String, _ what: Phrase, _ make: (String) -> Value?
  ) throws(ErrorReport) -> Value {
    try parsed(try line(name, what), what, make)
  }

  /// The same where it may be left out; nothing is asked.
  func maybe<Value>(
    _ name: String, _ what: Phrase, _ make: (String) -> Value?
  ) throws(ErrorReport) -> Value? {
    guard let text = invocation.folded(name), !text.isEmpty else { return nil }
    return try parsed(text, what, make)
  }

  /// The value of a text, or a report with exit 65.
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

  /// A secret from `--<name>-file` or `--<name>-stdin`, else typed without echo.
  func secret(_ name: String, _ what: Phrase) throws(ErrorReport) -> Secret {
    if let given = try givenSecret(name) { return given }
    return try reporting { () throws(InputFailure) in
      try input.hidden(
        Question(what, flag: "--\(name)-file FILE", fileForm: "--\(name)-stdin"))
    }
  }

  /// A secret from its file or standard input, if one of them is named.
  func givenSecret(_ name: String) throws(ErrorReport) -> Secret? {
    if let path = invocation["\(name)-file"] {
      return try reporting { () throws(InputFailure) in try LocalFile.secret(path) }
    }
    guard invocation.flag("\(name)-stdin") else { return nil }
    return try reporting { () throws(InputFailure) in try console.readSecret(descriptor: 0) }
  }

  /// An SMS code: from a file that another program writes once it has the code, from standard
  /// input, or typed.
  func code(_ what: Phrase) throws(ErrorReport) -> String {
    if let path = invocation["code-file"] { try waitFor(path) }
    if let given = try givenSecret("code") { return FullWidth.trimmed(given.text) }
    return try reporting { () throws(InputFailure) in
      try input.line(Question(what, flag: "--code-file FILE", fileForm: "--code-stdin"))
    }
  }

  /// How often a file is looked for, every `lookMs`.
  static let looksMax = 600
  /// Between two looks, ms.
  static let lookMs: UInt64 = 100

  private func waitFor(_ path: String) throws(ErrorReport) {
    for _ in 0..<Self.looksMax where !StateFolder.exists(path) {
      environment.pause(Self.lookMs)
    }
  }

  /// A yes given by a flag, or answered; anything else is a no.
  func isConfirmed(_ flag: String, _ question: Phrase) throws(ErrorReport) -> Bool {
    if invocation.flag(flag) { return true }
    return try reporting { () throws(InputFailure) in
      try input.isConfirmed(Question(question, flag: "--\(flag)"))
    }
  }

  /// The amount, typed or given by `--confirm-amount`.
  func confirm(amount: Money, _ question: Phrase) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in
      try input.confirm(
        Question(question, flag: "--confirm-amount \(amount)"), amountFen: amount.fen,
        given: invocation["confirm-amount"])
    }
  }

  /// A name, typed or given by `--confirm`, before something is ended.
  func confirm(_ expected: String, _ question: Phrase) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in
      try input.confirm(
        Question(question, flag: "--confirm \(expected)"), typed: expected,
        given: invocation["confirm"])
    }
  }

  /// One of several, by its number.
  func choice(
    _ what: Phrase, flag: String, _ options: [Phrase]
  ) throws(ErrorReport) -> Int {
    try reporting { () throws(InputFailure) in
      try input.choice(Question(what, flag: flag), options)
    }
  }
}

extension Secret {
  /// The text, for the one message that carries it.
  var text: String {
    withBytes { String(decoding: $0, as: UTF8.self) }
  }
}

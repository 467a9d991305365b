/// Why a command line was not understood; always exit code 64.
package enum UsageError: Error, Sendable, Equatable {
  /// No such command; what was probably meant.
  case unknownCommand(String, suggestion: String?)
  /// The words stop above a command; what may follow.
  case incomplete(path: [String], children: [String])
  /// No such option here; what was probably meant.
  case unknownOption(String, command: String, suggestion: String?)
  /// The option needs a value.
  case valueMissing(String)
  /// The flag takes no value.
  case valueNotTaken(String)
  /// The option was given twice.
  case repeated(String)
  /// Not one of the values that are taken.
  case notAChoice(String, value: String, choices: [String])
  /// An argument is missing.
  case argumentMissing(ArgumentSpec, command: String)
  /// One argument too many.
  case surplus(String, command: String)
  /// More than `CommandTable.wordsMax` words, or one longer than `wordBytesMax`.
  case tooLong

  /// The report on it.
  package func report(program: String) -> ErrorReport {
    ErrorReport(.usage, code: code, what: what, next: next(program))
  }

  private var code: String {
    switch self {
    case .unknownCommand: "usage.unknown-command"
    case .incomplete: "usage.incomplete"
    case .unknownOption: "usage.unknown-option"
    case .valueMissing: "usage.value-missing"
    case .valueNotTaken: "usage.value-not-taken"
    case .repeated: "usage.repeated"
    case .notAChoice: "usage.not-a-choice"
    case .argumentMissing: "usage.argument-missing"
    case .surplus: "usage.surplus"
    case .tooLong: "usage.too-long"
    }
  }

  private var what: Phrase {
    switch self {
    case .unknownCommand(let word, let suggestion):
      Self.unknown(Phrase("命令", "command"), word, suggestion)
    case .incomplete(let path, let children):
      Phrase(
        "命令不完整：\(path.joined(separator: " "))，可选 \(children.joined(separator: "、"))",
        "incomplete command \(path.joined(separator: " ")), "
          + "one of \(children.joined(separator: ", "))"
      )
    case .unknownOption(let name, _, let suggestion):
      Self.unknown(Phrase("选项", "option"), name, suggestion)
    case .valueMissing(let name): Phrase("--\(name) 缺少值", "--\(name) needs a value")
    case .valueNotTaken(let name): Phrase("--\(name) 不带值", "--\(name) takes no value")
    case .repeated(let name): Phrase("--\(name) 只能给一次", "--\(name) was given twice")
    case .notAChoice(let name, let value, let choices):
      Phrase(
        "--\(name) 的值 `\(value)` 无效，可选 \(choices.joined(separator: "、"))",
        "--\(name): `\(value)` is not one of \(choices.joined(separator: ", "))")
    case .argumentMissing(let argument, _):
      Phrase("缺少 <\(argument.title.zh)>", "<\(argument.title.en)> is missing")
    case .surplus(let word, _): Phrase("多余的参数 `\(word)`", "surplus argument `\(word)`")
    case .tooLong: Phrase("命令行过长", "the command line is too long")
    }
  }

  private static func unknown(_ kind: Phrase, _ word: String, _ suggestion: String?) -> Phrase {
    guard let suggestion else {
      return Phrase("没有\(kind.zh) `\(word)`", "no \(kind.en) `\(word)`")
    }
    return Phrase(
      "没有\(kind.zh) `\(word)`，您是要 `\(suggestion)` 吗？",
      "no \(kind.en) `\(word)`; did you mean `\(suggestion)`?")
  }

  private func next(_ program: String) -> Phrase {
    switch self {
    case .unknownOption(_, let command, _), .argumentMissing(_, let command),
      .surplus(_, let command):
      Phrase(same: command.isEmpty ? "\(program) -h" : "\(program) \(command) -h")
    case .incomplete(let path, _):
      Phrase(same: "\(program) \((path + ["-h"]).joined(separator: " "))")
    case .unknownCommand, .valueMissing, .valueNotTaken, .repeated, .notAChoice, .tooLong:
      Phrase(same: "\(program) help")
    }
  }
}

/// A fault of the command line; always exit code 64.
package enum UsageError: Error, Sendable, Equatable {
  /// No such command; the nearest one, if any is near.
  case unknownCommand(String, suggestion: String?)
  /// The words name a group, not a command; the words that may follow.
  case incomplete(path: [String], children: [String])
  /// No such option of this command; the nearest one, if any is near.
  case unknownOption(String, command: String, suggestion: String?)
  /// The option was given without its value.
  case valueMissing(String)
  /// A flag was given a value.
  case valueNotTaken(String)
  /// An option that is not repeatable was given twice.
  case repeated(String)
  /// A value outside the option's `choices`.
  case notAChoice(String, value: String, choices: [String])
  case argumentMissing(ArgumentSpec, command: String)
  /// The first argument beyond those of the command.
  case surplus(String, command: String)
  /// More than `CommandTable.wordsMax` words, or one longer than `wordBytesMax`.
  case tooLong

  /// Returns its report, with the help to read as the next step.
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

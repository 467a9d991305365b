import Protocol
import Terminal

extension Run {
  /// Returns an identifier from an option, an argument or a prompt; the report on an invalid one
  /// says which character is wrong.
  func value<Value: TypedValue>(
    _ name: String, _ what: Phrase, _ type: Value.Type
  ) throws(ErrorReport) -> Value {
    try typed(try line(name, what), what)
  }

  /// Returns an identifier from an option or argument, nil where absent; never prompts.
  func maybe<Value: TypedValue>(
    _ name: String, _ what: Phrase, _ type: Value.Type
  ) throws(ErrorReport) -> Value? {
    guard let text = invocation.folded(name), !text.isEmpty else { return nil }
    return try typed(text, what)
  }

  private func typed<Value: TypedValue>(
    _ text: String, _ what: Phrase
  ) throws(ErrorReport) -> Value {
    do throws(IdentifierProblem) {
      return try Value.parse(text)
    } catch {
      throw ErrorReport(
        .badData, code: "input.invalid",
        what: Phrase("\(what.zh)无效：\(text)", "\(what.en) is invalid: \(text)"), why: error.words,
        next: error.next)
    }
  }
}

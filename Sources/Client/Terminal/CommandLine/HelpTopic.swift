/// A page of `help` that is not about one command, such as `exit-codes`.
package struct HelpTopic: Sendable {
  /// The word typed behind `help`.
  package let name: String
  package let summary: Phrase
  package let text: Phrase

  package init(_ name: String, _ summary: Phrase, text: Phrase) {
    self.name = name
    self.summary = summary
    self.text = text
  }

  /// The table of `ExitCode`, which both programs offer.
  package static let exitCodes = HelpTopic(
    "exit-codes", Phrase("退出码", "exit codes"),
    text: Phrase(ExitCode.help(.zh), ExitCode.help(.en)))
}

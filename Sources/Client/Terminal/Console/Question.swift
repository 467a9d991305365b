/// A value to ask for, and the ways to give it without a prompt.
package struct Question: Sendable, Equatable {
  /// The prompt, without its colon.
  package let what: Phrase
  /// The option that gives the value, such as `--confirm-amount 1234.56`.
  package let flag: String
  /// The option that reads it from a file or standard input, such as `--pin-file FILE`.
  package let fileForm: String?

  package init(_ what: Phrase, flag: String, fileForm: String? = nil) {
    self.what = what
    self.flag = flag
    self.fileForm = fileForm
  }

  /// The options, for the report's line "下一步".
  var ways: Phrase {
    guard let fileForm, fileForm != flag else { return Phrase(same: flag) }
    return Phrase("\(flag) 或 \(fileForm)", "\(flag) or \(fileForm)")
  }
}

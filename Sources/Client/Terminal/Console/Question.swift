import Posix

/// A value that had to be entered and could not be asked for.
package struct Question: Sendable, Equatable {
  /// What it is, as the prompt names it.
  package let what: Phrase
  /// The option that gives it, such as `--confirm-amount 1234.56`.
  package let flag: String
  /// The option that names a file or standard input for it, such as `--pin-file FILE`.
  package let fileForm: String?

  /// A value and the ways to give it without a prompt.
  package init(_ what: Phrase, flag: String, fileForm: String? = nil) {
    self.what = what
    self.flag = flag
    self.fileForm = fileForm
  }

  /// The ways to give it, for the line 下一步.
  var ways: Phrase {
    guard let fileForm, fileForm != flag else { return Phrase(same: flag) }
    return Phrase("\(flag) 或 \(fileForm)", "\(flag) or \(fileForm)")
  }
}

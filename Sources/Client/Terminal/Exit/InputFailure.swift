import Posix

/// A failure of input, of a file or of a stream.
package enum InputFailure: Error, Sendable, Equatable {
  /// A value was not given, and no prompt is possible or allowed.
  case missing(Question)
  /// SIGINT (Ctrl-C) or another ending signal at a prompt.
  case interrupted
  /// Input ended before the value with this name.
  case ended(Phrase)
  /// A line, file or secret exceeds `limit` bytes.
  case tooLong(limit: Int)
  case notUTF8
  /// A file with a secret is accessible to group or others; its mode.
  case looseMode(path: String, mode: UInt32)
  /// Not a regular file.
  case notAFile(path: String)
  /// A file could not be opened, read or written.
  case file(path: String, errno: Int32)
  /// A file or folder could not be created.
  case cannotCreate(path: String, errno: Int32)
  /// Standard output or error could not be written.
  case output(errno: Int32)
  /// No answer of `TerminalInput.triesMax` was among those offered.
  case noChoice(Phrase)
  /// The confirmation differs from `expected`: in every answer, or in the option's value.
  case confirmationMismatch(expected: String)

  package var report: ErrorReport {
    ErrorReport(exit, code: code, what: what, why: why, next: next)
  }

  private var exit: ExitCode {
    switch self {
    case .missing, .ended: .inputMissing
    case .interrupted: .interrupted
    case .tooLong, .notUTF8, .noChoice: .badData
    case .looseMode, .notAFile: .configuration
    case .file, .output: .inputOutput
    case .cannotCreate: .cannotCreate
    case .confirmationMismatch: .confirmationMismatch
    }
  }

  private var code: String {
    switch self {
    case .missing: "input.missing"
    case .interrupted: "input.interrupted"
    case .ended: "input.ended"
    case .tooLong: "input.too-long"
    case .notUTF8: "input.not-utf8"
    case .looseMode: "file.loose-mode"
    case .notAFile: "file.not-a-file"
    case .file: "file.failed"
    case .cannotCreate: "file.cannot-create"
    case .output: "output.failed"
    case .noChoice: "input.no-choice"
    case .confirmationMismatch: "confirmation.mismatch"
    }
  }

  private var what: Phrase {
    switch self {
    case .missing(let question):
      Phrase("缺少输入：\(question.what.zh)", "input missing: \(question.what.en)")
    case .interrupted: Phrase("已中断，未办理", "interrupted, nothing was done")
    case .ended(let what): Phrase("输入已结束：\(what.zh)", "input ended: \(what.en)")
    case .tooLong(let limit): Phrase("输入超过 \(limit) 字节", "input exceeds \(limit) bytes")
    case .notUTF8: Phrase("输入不是 UTF-8 编码", "input is not UTF-8")
    case .looseMode(let path, _):
      Phrase("文件权限过宽：\(path)", "others can read \(path)")
    case .notAFile(let path): Phrase("不是普通文件：\(path)", "not a plain file: \(path)")
    case .file(let path, _): Phrase("无法读写 \(path)", "cannot read or write \(path)")
    case .cannotCreate(let path, _): Phrase("无法创建 \(path)", "cannot create \(path)")
    case .output: Phrase("无法输出", "cannot write the output")
    case .noChoice(let what): Phrase("未选择：\(what.zh)", "nothing chosen: \(what.en)")
    case .confirmationMismatch(let expected):
      Phrase("确认内容不符，应为 \(expected)", "the confirmation differs from \(expected)")
    }
  }

  private var why: Phrase? {
    switch self {
    case .missing: Phrase("此处不能提示输入", "no prompt is possible here")
    case .looseMode(_, let mode):
      Phrase(
        "权限为 0\(String(mode, radix: 8))，不得宽于 0600",
        "its mode is 0\(String(mode, radix: 8)), wider than 0600")
    case .file(_, let errno), .cannotCreate(_, let errno), .output(let errno):
      Phrase(same: Errno(errno).text)
    case .interrupted, .ended, .tooLong, .notUTF8, .notAFile, .noChoice, .confirmationMismatch:
      nil
    }
  }

  private var next: Phrase? {
    switch self {
    case .missing(let question): question.ways
    case .looseMode(let path, _): Phrase(same: "chmod 600 \(path)")
    case .confirmationMismatch:
      Phrase("未办理；请核对后重新确认", "nothing was done; check it and confirm again")
    case .interrupted, .ended, .tooLong, .notUTF8, .notAFile, .file, .cannotCreate, .output,
      .noChoice:
      nil
    }
  }
}

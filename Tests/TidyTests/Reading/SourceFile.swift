/// One file of the repository, with the views that the checks read.
struct SourceFile: Sendable {
  /// From the root of the repository, with `/`.
  let path: String
  let text: String
  let lines: [Substring]
  /// The text with comments, strings' contents and backtick names blanked, and every byte that is
  /// not ASCII replaced: offsets and lines are those of `text.utf8`.
  let code: String
  let codeLines: [Substring]
  let comments: [Comment]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    var split = text.split(separator: "\n", omittingEmptySubsequences: false)
    if split.last?.isEmpty == true { split.removeLast() }
    lines = split
    guard path.hasSuffix(".swift") else {
      (code, codeLines, comments) = ("", [], [])
      return
    }
    var scanner = Scanner(text)
    scanner.run()
    code = String(decoding: scanner.code, as: UTF8.self)
    codeLines = code.split(separator: "\n", omittingEmptySubsequences: false)
    comments = scanner.comments
  }

  /// The file's name without folders and ending.
  var name: String {
    let last = path.split(separator: "/").last ?? ""
    return String(last.split(separator: ".").first ?? last)
  }

  /// The folder that holds the file, without a slash at its end.
  var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }

  func isUnder(_ folders: [String]) -> Bool {
    folders.contains { path == $0 || path.hasPrefix($0 + "/") }
  }

  /// Returns the line (from 1) of a byte of `code`.
  func line(at offset: Int) -> Int {
    1 + code.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") }
  }
}

/// One comment, from its slashes to its end.
struct Comment: Sendable, Equatable {
  let line: Int
  let text: String
}

/// A place that breaks a rule of the house.
struct Breach: Hashable, CustomStringConvertible {
  let path: String
  let line: Int
  let message: String

  var description: String { "\(path):\(line): \(message)" }
}

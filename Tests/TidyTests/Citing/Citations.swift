/// A test function, or a dialogue, that cites a rule.
struct RuleProof: Hashable {
  /// `T5` of the manual, `R-1201` of the wire.
  let rule: String
  let name: String
  let path: String
  let line: Int
}

/// Finds the citations of rules.
///
/// A rule is proved by a test that fails when the rule is broken. So it is cited where the test
/// function has its name, in front and in backticks: "T5, R-1201: sentence". A comment, a suite, a
/// function that is no test, and a test that never runs prove nothing: `misplaced` finds them.
/// A dialogue, which is one case of a test, cites in lines "# rule: T5" or "# rules: T5, T6".
struct Citations {
  private let ids: Pattern
  private let inFront: Pattern
  private let atEnd: Pattern
  private let inDialogue: Pattern
  private let inComment: Pattern

  init() throws {
    let id = "(?:\(RuleBook.idPattern)|R-[0-9]{3,4})"
    let list = "(\(id)(?:, ?\(id))*)"
    ids = try Pattern("(\(id))")
    inFront = try Pattern("^\(list): ")
    atEnd = try Pattern(#"\("# + list + #"\)$"#)
    inDialogue = try Pattern("^# ?rules?: *\(list)[ ]*$")
    inComment = try Pattern("^//+[ ]*(?:rules?:[ ]*\(id)|R-[0-9]{3,4})")
  }

  func proofs(in file: SourceFile) throws -> [RuleProof] {
    guard file.path.hasSuffix(".swift") else { return proofs(ofDialogue: file) }
    return try NamedDeclaration.all(in: file).filter(\.isTest).flatMap { test in
      inFront.matches(in: test.name).flatMap { cited in
        let sentence = String(test.name.dropFirst(cited.groups[0].count + 2))
        let name = "\(target(of: file)).\(file.name): \(sentence.replacing("|", with: "\\|"))"
        return found(cited.groups[0], name, file, test.line)
      }
    }
  }

  /// Finds citations of a Swift file that prove nothing where they stand.
  func misplaced(in file: SourceFile) throws -> [Breach] {
    let names = try NamedDeclaration.all(in: file).filter { declaration in
      atEnd.isFound(in: declaration.name)
        || inFront.isFound(in: declaration.name) && !declaration.isTest
    }
    let comments = file.comments.filter { inComment.isFound(in: $0.text) }
    return (names.map(\.line) + comments.map(\.line)).sorted().map {
      file.breach($0, "a rule is cited in front of the name of the test that proves it")
    }
  }

  private func proofs(ofDialogue file: SourceFile) -> [RuleProof] {
    file.lines.enumerated().flatMap { index, line in
      inDialogue.matches(in: String(line)).flatMap {
        found(
          $0.groups[0],
          "\(target(of: file)).DialogueTests: goes as it is written (\(file.name).txt)", file,
          index + 1)
      }
    }
  }

  /// Returns the test target of a file; SwiftPM's targets are the folders in Tests.
  private func target(of file: SourceFile) -> Substring {
    file.path.split(separator: "/").dropFirst().first ?? ""
  }

  private func found(_ list: String, _ name: String, _ file: SourceFile, _ line: Int) -> [RuleProof]
  {
    ids.matches(in: list).map {
      RuleProof(rule: $0.groups[0], name: name, path: file.path, line: line)
    }
  }
}

/// A declaration with a name in backticks.
struct NamedDeclaration {
  let name: String
  let line: Int
  /// Whether it is a function with `@Test` that is not disabled for good.
  let isTest: Bool

  private static let modifiers: Set<String> = [
    "private", "fileprivate", "internal", "package", "public", "static", "nonisolated", "mutating",
  ]

  static func all(in file: SourceFile) throws -> [NamedDeclaration] {
    let names = try Pattern(#"\b(func|struct|class|enum|actor)\s+`([^`\n]+)`"#)
    let bytes = Array(file.text.utf8)
    let code = Array(file.code.utf8)
    return names.matches(in: file.code).map { match in
      let text = String(decoding: bytes[match.range], as: UTF8.self)
      return NamedDeclaration(
        name: text.split(separator: "`").last.map(String.init) ?? text,
        line: file.line(at: match.range.lowerBound),
        isTest: match.groups[0] == "func" && hasTest(before: match.range.lowerBound, in: code))
    }
  }

  /// Reads attributes and modifiers backwards, from the word `func`.
  private static func hasTest(before start: Int, in code: [UInt8]) -> Bool {
    var end = start
    while true {
      while end > 0, code[end - 1] == 0x20 || code[end - 1] == 0x0A { end -= 1 }
      var arguments = ""
      if end > 0, code[end - 1] == UInt8(ascii: ")") {
        let open = opening(of: end - 1, in: code)
        arguments = String(decoding: code[open..<end], as: UTF8.self)
        end = open
      }
      var first = end
      while first > 0, isWord(code[first - 1]) { first -= 1 }
      let word = String(decoding: code[first..<end], as: UTF8.self)
      if first > 0, code[first - 1] == UInt8(ascii: "@") {
        if word == "Test" {
          return !arguments.replacing(".disabled(if:", with: "").contains(".disabled")
        }
        end = first - 1
      } else {
        guard modifiers.contains(word) else { return false }
        end = first
      }
    }
  }

  private static func opening(of close: Int, in code: [UInt8]) -> Int {
    var depth = 0
    for index in stride(from: close, through: 0, by: -1) {
      if code[index] == UInt8(ascii: ")") { depth += 1 }
      if code[index] == UInt8(ascii: "(") { depth -= 1 }
      if depth == 0 { return index }
    }
    return 0
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }
}

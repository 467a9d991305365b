/// Checks of the sentences of doc comments (S-602, S-604).
enum DocSentences {
  private static let riddles =
    #"^///[ ]+(?:(?:What|Who|Whom|Which|Nobody|Nothing)\b|[0-9]+ on the wire)"#

  /// Finds doc comments that begin with "What" or the like, not with a noun phrase or a verb, and
  /// those of cases that say the number, not the meaning.
  static func riddles(_ file: SourceFile) throws -> [Breach] {
    guard file.isUnder(["Sources", "Tests"]) else { return [] }
    let pattern = try Pattern(riddles)
    let docs = file.comments.filter { $0.text.hasPrefix("///") }
    let lines = Set(docs.map(\.line))
    return docs.filter { !lines.contains($0.line - 1) && pattern.isFound(in: $0.text) }.map {
      file.breach($0.line, "a doc comment that begins with \"\(words($0.text))\"")
    }
  }

  private static func words(_ text: String) -> String {
    text.drop { $0 == "/" || $0 == " " }.split(separator: " ").prefix(1).joined()
  }

  /// Finds public functions whose errors neither their own doc nor their type's names.
  static func unsaidErrors(_ files: [SourceFile]) throws -> [Breach] {
    let sources = files.filter { $0.isUnder(["Sources"]) && $0.path.hasSuffix(".swift") }
    var saidByType: Set<String> = []
    for file in sources {
      for type in try Declaration.all(in: file)
      where !type.name.isEmpty && saysErrors(doc(before: type.line, in: file)) {
        saidByType.insert(type.name)
      }
    }
    return try sources.flatMap { file in
      try throwing(file).filter { line in
        try !saysErrors(doc(before: line, in: file))
          && !enclosing(line, in: file).contains { saidByType.contains($0) }
      }.map { file.breach($0, "a public function that throws and does not say what") }
    }
  }

  private static func saysErrors(_ doc: [Substring]) -> Bool {
    doc.contains { $0.contains("hrows") || $0.contains("hrown") }
  }

  /// Returns the doc comment above a declaration and its attributes.
  private static func doc(before line: Int, in file: SourceFile) -> [Substring] {
    var doc: [Substring] = []
    for text in file.lines[..<(line - 1)].reversed() {
      let text = text.drop { $0 == " " }
      if text.hasPrefix("///") { doc.append(text) } else if !text.hasPrefix("@") { break }
    }
    return doc
  }

  /// Returns the types around a line.
  private static func enclosing(_ line: Int, in file: SourceFile) throws -> [String] {
    var indent = file.lines[line - 1].prefix { $0 == " " }.count
    var names: [String] = []
    for type in try Declaration.all(in: file).reversed() where type.line < line {
      let own = file.lines[type.line - 1].prefix { $0 == " " }.count
      guard own < indent, !type.name.isEmpty else { continue }
      indent = own
      names.append(type.name)
    }
    return names
  }

  /// Returns the lines of public functions and initialisers that throw, but for those that a
  /// protocol requires.
  private static func throwing(_ file: SourceFile) throws -> [Int] {
    let start = #"^[ ]*(?:@\w+(?:\([^()\n]*\))?\s+)*(?:[a-z]+[ ]+)*"#
    let function = try Pattern(start + #"public (?:[a-z]+[ ]+)*(?:func[ ]+(\w+)|init\b)"#)
    let bytes = Array(file.code.utf8)
    return function.matches(in: file.code).compactMap { match in
      !DocComments.witnesses.contains(match.groups[0])
        && isThrowing(bytes[match.range.upperBound...])
        ? file.line(at: match.range.upperBound - 1) : nil
    }
  }

  /// Returns whether a signature throws itself, not only through a closure that it is given.
  private static func isThrowing(_ signature: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var index = signature.startIndex
    let word = Array("throws".utf8)
    while index < signature.endIndex {
      switch signature[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{"), UInt8(ascii: "}"): if depth == 0 { return false }
      case UInt8(ascii: "t") where depth == 0 && signature[(index - 1)] == UInt8(ascii: " "):
        if signature[index...].starts(with: word) { return true }
      default: break
      }
      index += 1
    }
    return false
  }
}

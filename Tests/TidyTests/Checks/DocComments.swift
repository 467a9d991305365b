/// Documentation comments: what is public to another module for use says what it is.
///
/// swift-format's rule AllPublicDeclarationsHaveDocumentation is off: it asks also for the members
/// that a protocol requires, and got 150 comments that only repeated a name.
enum DocComments {
  /// Required by a protocol that documents them.
  static let witnesses = [
    "typeName", "digitCount", "bytesMax", "name", "description", "debugDescription",
    "customMirror", "hash", "fields", "<", "==",
  ]

  static func check(_ file: SourceFile) throws -> [Breach] {
    guard file.isUnder(["Sources"]) else { return [] }
    let declaration = try Pattern(
      #"^ *(?:@\w+(?:\([^()\n]*\))? +)*public +(?:[a-z]+(?:\([a-z]+\))? +)*"#
        + #"(?:struct|enum|class|actor|protocol|typealias|func|let|var|init|subscript)"#
        + #"\b *([\w<=>+*/-]*)"#)
    return declaration.matches(in: file.code).compactMap { match in
      // The pattern may begin on an earlier, empty line.
      let line = file.line(at: match.range.upperBound - 1)
      guard !witnesses.contains(match.groups[0]), !isDocumented(line, in: file) else { return nil }
      return file.breach(line, "public, without a documentation comment")
    }
  }

  private static func isDocumented(_ line: Int, in file: SourceFile) -> Bool {
    var before = line - 2
    while before >= 0 {
      let text = file.lines[before].drop { $0 == " " }
      if text.hasPrefix("///") || text.hasPrefix("*/") { return true }
      guard text.hasPrefix("@") else { return false }
      before -= 1
    }
    return false
  }
}

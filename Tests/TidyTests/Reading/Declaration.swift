/// A declaration outside of functions' bodies: of a type or extension, or of another kind at the
/// top of its file.
struct Declaration {
  /// `struct`, `extension`, `func` …
  let kind: String
  /// Of an extension the type that it extends; empty for what is no type.
  let name: String
  let line: Int
  /// Braces around it; 0 at the top of the file.
  let depth: Int

  var isType: Bool { !name.isEmpty && kind != "extension" }

  static func all(in file: SourceFile) throws -> [Declaration] {
    let types = #"(struct|enum|class|actor|protocol|typealias|extension)[ ]+(\[?[A-Za-z][\w.]*)"#
    let others = #"(func|let|var|import|macro|operator|precedencegroup)\b"#
    let start = #"^[ ]*(?:@\w+(?:\([^()\n]*\))?\s+)*(?:[a-z]+(?:\([a-z]+\))?[ ]+)*?"#
    let pattern = try Pattern(start + "(?:\(types)|\(others))")
    var depths: [Int] = [0]
    depths.reserveCapacity(file.code.utf8.count)
    for byte in file.code.utf8 {
      let depth = depths[depths.count - 1]
      depths.append(
        byte == UInt8(ascii: "{") ? depth + 1 : byte == UInt8(ascii: "}") ? depth - 1 : depth)
    }
    return pattern.matches(in: file.code).compactMap { match in
      let (kind, name, other) = (match.groups[0], match.groups[1], match.groups[2])
      let depth = depths[match.range.lowerBound]
      let line = file.line(at: match.range.upperBound - 1)
      guard other.isEmpty else {
        return depth > 0 || other == "import"
          ? nil : Declaration(kind: other, name: "", line: line, depth: 0)
      }
      return Declaration(
        kind: kind, name: name.hasPrefix("[") ? "Array" : name, line: line, depth: depth)
    }
  }
}

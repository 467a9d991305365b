/// docs/GLOSSARY.md: Chinese terms and words of the house, with their names in the code.
struct Glossary {
  static let path = "docs/GLOSSARY.md"
  /// The folders whose documentation comments use only terms of the glossary.
  static let folders = [
    "Sources/Protocol/Messages", "Sources/Protocol/Values", "Sources/Server/Bureau/State",
    "Sources/Server/Bureau/Events",
  ]

  /// The terms of the first column.
  private(set) var terms: Set<String> = []
  /// The names in backticks of the second column, with their lines.
  private(set) var names: [(name: String, line: Int)] = []

  init(_ file: SourceFile) {
    for (index, line) in file.lines.enumerated() where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.drop { $0 == " " } }
      guard cells.count >= 3 else { continue }
      terms.formUnion(Self.terms(in: cells[0]))
      let quoted = cells[1].split(separator: "`", omittingEmptySubsequences: false)
      for (place, name) in quoted.enumerated() where place % 2 == 1 {
        names.append((String(name), index + 1))
      }
    }
  }

  /// Runs of Chinese characters, each with the letters and the bracketed words within it, such as
  /// 税务APP扫码 or 完税（费）证明.
  static func terms(in text: some StringProtocol) -> [String] {
    var terms: [String] = []
    var term = ""
    var isBracketed = false
    for character in text {
      let goesOn = character.isASCII ? character.isLetter : isBracketed && character == "、"
      if isHan(character) || !term.isEmpty && (goesOn || character == "（")
        || isBracketed && character == "）"
      {
        if character == "（" { isBracketed = true }
        if character == "）" { isBracketed = false }
        term.append(character)
      } else if !term.isEmpty {
        terms.append(term)
        (term, isBracketed) = ("", false)
      }
    }
    return term.isEmpty ? terms : terms + [term]
  }

  private static func isHan(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { (0x3400...0x9FFF).contains($0.value) }
  }
}

/// The names that Swift files declare: types, and members as "Type.member".
struct DeclaredNames {
  private(set) var names: Set<String> = []
  private let declaration: Pattern

  init() throws {
    declaration = try Pattern(
      #"^( *)(?:@\w+(?:\([^()\n]*\))? +)*(?:[a-z]+(?:\([a-z]+\))? +)*?"#
        + #"(struct|enum|class|actor|protocol|extension|typealias|func|let|var|case)"#
        + #" +`?(\w+(?:\.\w+)*)"#)
  }

  /// Reads one file. A declaration belongs to the type around it by indentation, which the
  /// formatter guarantees.
  mutating func read(_ file: SourceFile) {
    var types: [(indent: Int, name: String)] = []
    for line in file.codeLines {
      let indent = line.prefix { $0 == " " }.count
      if line.dropFirst(indent).hasPrefix("}") { types.removeAll { $0.indent >= indent } }
      guard let match = declaration.matches(in: String(line)).first,
        indent == types.last.map({ $0.indent + 2 }) ?? 0
      else { continue }
      let (kind, name) = (match.groups[1], match.groups[2])
      let path = (types.map(\.name) + [name]).joined(separator: ".")
      names.insert(path)
      let isType = ["struct", "enum", "class", "actor", "protocol", "extension"].contains(kind)
      if isType, line.last != "}" { types.append((indent, name)) }
    }
  }
}

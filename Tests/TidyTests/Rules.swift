/// schema/rules.md: the manual's rules, one row each, with the tests that prove them.
struct RuleBook {
  struct Row: Equatable {
    let id: String
    let rule: String
    let provedBy: String
  }

  static let path = "schema/rules.md"
  static let idPattern = #"[LITASCQU][1-9][0-9]*(?:\.[1-9][0-9]*)?"#

  let lines: [Substring]

  init(text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  func rows() throws -> [Row] { try lines.compactMap(Self.row) }

  /// The same text with every "proved by" made from `proofs`.
  func rewritten(with proofs: [Proof]) throws -> String {
    try lines.map { line in
      guard let row = try Self.row(line) else { return String(line) }
      return "| \(row.id) | \(row.rule) | \(Self.cell(for: row.id, of: proofs)) |"
    }.joined(separator: "\n")
  }

  static func cell(for id: String, of proofs: [Proof]) -> String {
    let names = Set(proofs.filter { $0.rule == id }.map(\.name)).sorted()
    return names.isEmpty ? "—" : names.joined(separator: "<br>")
  }

  private static func row(_ line: Substring) throws -> Row? {
    guard line.hasPrefix("| "), line.hasSuffix(" |") else { return nil }
    let cells = line.dropFirst(2).dropLast(2).split(separator: " | ", maxSplits: 2).map(String.init)
    guard cells.count == 3, try Pattern("^\(idPattern)$").isFound(in: cells[0]) else { return nil }
    return Row(id: cells[0], rule: cells[1], provedBy: cells[2])
  }
}

/// A test, or a dialogue, that cites a rule.
struct Proof: Hashable {
  let rule: String
  let name: String
  let path: String
  let line: Int
}

/// Finds the citations: in a name in backticks "T5, T6: sentence" or "sentence (T5, T6)", or in a
/// comment "// rule: T5" or "// rules: T5, T6" before a test; in a dialogue "# rule: T5".
struct Citations {
  private let names: Pattern
  private let inFront: Pattern
  private let atEnd: Pattern
  private let marker: Pattern
  private let id: Pattern

  init() throws {
    let ids = "(\(RuleBook.idPattern)(?:, ?\(RuleBook.idPattern))*)"
    names = try Pattern(#"\b(?:func|struct|class|enum|actor)\s+`([^`\n]+)`"#)
    inFront = try Pattern("^\(ids): ")
    atEnd = try Pattern(#"\("# + ids + #"\)$"#)
    marker = try Pattern("^[ ]*(?://|#) ?rules?: *\(ids)[ ]*$")
    id = try Pattern("(\(RuleBook.idPattern))")
  }

  func proofs(in file: SourceFile) -> [Proof] {
    file.path.hasSuffix(".swift") ? proofs(ofTests: file) : proofs(ofDialogue: file)
  }

  private func proofs(ofTests file: SourceFile) -> [Proof] {
    let bytes = Array(file.text.utf8)
    let named = names.matches(in: file.code).map { match in
      let declaration = String(decoding: bytes[match.range], as: UTF8.self)
      let name = declaration.split(separator: "`").last.map(String.init) ?? declaration
      return (name: name, line: file.line(at: match.range.lowerBound))
    }
    var proofs: [Proof] = []
    for (name, line) in named {
      for cited in inFront.matches(in: name) + atEnd.matches(in: name) {
        proofs += ids(cited.groups[0], entry(file, name), file, line)
      }
    }
    for comment in file.comments {
      let test = named.first { $0.line > comment.line }?.name
      for cited in marker.matches(in: comment.text) {
        proofs += ids(cited.groups[0], entry(file, test ?? ""), file, comment.line)
      }
    }
    return proofs
  }

  private func proofs(ofDialogue file: SourceFile) -> [Proof] {
    file.lines.enumerated().flatMap { index, line in
      marker.matches(in: String(line)).flatMap {
        ids($0.groups[0], "Dialogues/\(file.name).txt", file, index + 1)
      }
    }
  }

  private func ids(_ list: String, _ name: String, _ file: SourceFile, _ line: Int) -> [Proof] {
    id.matches(in: list).map { Proof(rule: $0.groups[0], name: name, path: file.path, line: line) }
  }

  /// How a test stands in the table: its file, and its name without the ids.
  private func entry(_ file: SourceFile, _ test: String) -> String {
    var name = Substring(test)
    if let front = inFront.matches(in: test).first {
      name = test.dropFirst(front.groups[0].count + 2)
    } else if let end = atEnd.matches(in: test).first {
      name = test.dropLast(end.groups[0].count + 3)
    }
    guard !name.isEmpty else { return file.name }
    return "\(file.name): \(name.replacing("|", with: "\\|"))"
  }
}

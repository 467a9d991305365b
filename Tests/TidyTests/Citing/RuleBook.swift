/// schema/rules.md: the rules of the manual and of the wire, one row each, with their proofs.
struct RuleBook {
  struct Rule: Equatable {
    let id: String
    let rule: String
    let provedBy: String
  }

  static let path = "schema/rules.md"
  static let idPattern = #"[LITASCQU][1-9][0-9]*(?:\.[1-9][0-9]*)?"#
  /// The head of the table of the wire's rules, whose rows are written whole.
  static let wireHead = "| rule of the wire | proved by |"

  let lines: [Substring]

  init(text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Returns the rules of the manual.
  func rows() throws -> [Rule] { try lines.compactMap(Self.row) }

  /// Returns the same text with every "proved by" made from `proofs`, and a row for each of the
  /// `wire`'s rules.
  func rewritten(with proofs: [RuleProof], wire: [String]) throws -> String {
    var text: [String] = []
    var isWire = false
    for line in lines {
      if isWire, line.hasPrefix("| R-") { continue }
      isWire = isWire && line.hasPrefix("|")
      if let row = try Self.row(line) {
        text.append("| \(row.id) | \(row.rule) | \(Self.cell(for: row.id, of: proofs)) |")
      } else if line.hasPrefix("| --- |"), text.last == Self.wireHead {
        text.append(String(line))
        text += wire.map { "| R-\($0) | \(Self.cell(for: "R-\($0)", of: proofs)) |" }
        isWire = true
      } else {
        text.append(String(line))
      }
    }
    return text.joined(separator: "\n")
  }

  static func cell(for id: String, of proofs: [RuleProof]) -> String {
    let names = Set(proofs.filter { $0.rule == id }.map(\.name)).sorted()
    return names.isEmpty ? "—" : names.joined(separator: "<br>")
  }

  private static func row(_ line: Substring) throws -> Rule? {
    guard line.hasPrefix("| "), line.hasSuffix(" |") else { return nil }
    let cells = line.dropFirst(2).dropLast(2).split(separator: " | ", maxSplits: 2).map(String.init)
    guard cells.count == 3, try Pattern("^\(idPattern)$").isFound(in: cells[0]) else { return nil }
    return Rule(id: cells[0], rule: cells[1], provedBy: cells[2])
  }
}

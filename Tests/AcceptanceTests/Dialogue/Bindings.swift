/// The values of a dialogue's names in angle brackets.
struct Bindings: Sendable {
  private(set) var values: [String: String]

  init(_ values: [String: String]) { self.values = values }

  /// Returns a text with every known `<name>` replaced by its value.
  func filled(_ text: String) -> String {
    var text = text
    for (name, value) in values { text = text.replacing("<\(name)>", with: value) }
    return text
  }

  /// Matches all lines and returns the bindings with the names that they bind; nil where a line
  /// differs. `...` takes as few lines as possible.
  func matching(_ expected: ArraySlice<String>, _ actual: ArraySlice<String>) throws -> Bindings? {
    guard let first = expected.first else { return actual.isEmpty ? self : nil }
    if first == "..." {
      for count in 0...actual.count {
        let rest = actual.dropFirst(count)
        if let found = try matching(expected.dropFirst(), rest) { return found }
      }
      return nil
    }
    guard let line = actual.first, let next = try matching(first, line) else { return nil }
    return try next.matching(expected.dropFirst(), actual.dropFirst())
  }

  private func matching(_ expected: String, _ actual: String) throws -> Bindings? {
    var names: [String] = []
    var pattern = ""
    for piece in Self.pieces(filled(expected)) {
      switch piece {
      case .text(let text): pattern += Self.escaped(text)
      case .any(let name, let digits):
        pattern += digits ? "([0-9]+)" : "(.*?)"
        names.append(name)
      }
    }
    guard let match = try Regex(pattern).wholeMatch(in: actual) else { return nil }
    var next = self
    for (index, name) in names.enumerated() where !name.isEmpty {
      next.values[name] = match.output[index + 1].substring.map(String.init)
    }
    return next
  }

  private enum Piece {
    case text(String)
    case any(name: String, digits: Bool)
  }

  private static func pieces(_ line: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = line[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let inside = rest[rest.index(after: open)..<close].split(
        separator: "=", omittingEmptySubsequences: false)
      let kind = inside.last ?? ""
      guard kind == "*" || kind == "number", inside.count <= 2 else {
        pieces.append(.text(String(rest[...close])))
        rest = rest[rest.index(after: close)...]
        continue
      }
      pieces.append(.text(String(rest[..<open])))
      pieces.append(
        .any(name: inside.count == 2 ? String(inside[0]) : "", digits: kind == "number"))
      rest = rest[rest.index(after: close)...]
    }
    return pieces + [.text(String(rest))]
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      guard character.isASCII, !character.isLetter, !character.isNumber, character != " " else {
        return String(character)
      }
      return "\\" + String(character)
    }.joined()
  }
}

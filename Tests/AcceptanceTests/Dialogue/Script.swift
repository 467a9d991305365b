/// A dialogue: commands as they are typed, and what is expected of each.
///
/// ```
/// # rule: T5
/// $ shebao todo list
/// 告知单号  <first=*>  <number>
/// ...
/// exit 84
/// ```
/// `#` begins a line for people; `...` stands for any lines; `<*>` for any text within a line,
/// `<number>` for digits; `<name=*>` and `<name=number>` keep what they stood for, and `<name>` is
/// it from then on, in commands too. Without `exit`, a command ends with 0. An expectation that is
/// empty is not compared; one of the single line `(nothing)` expects none.
struct Script: Sendable {
  struct Step: Sendable, Equatable {
    let line: Int
    let command: String
    var expected: [String] = []
    var exit: Int32 = 0
  }

  let name: String
  var steps: [Step] = []

  init(name: String, text: String) throws {
    self.name = name
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("$ ") {
        steps.append(Step(line: index + 1, command: String(line.dropFirst(2))))
      } else if line.hasPrefix("#") || steps.isEmpty {
        continue
      } else if line.hasPrefix("exit "), let code = Int32(line.dropFirst(5)) {
        steps[steps.count - 1].exit = code
      } else {
        steps[steps.count - 1].expected.append(String(line))
      }
    }
    for index in steps.indices {
      while steps[index].expected.last?.isEmpty == true { steps[index].expected.removeLast() }
    }
    guard !steps.isEmpty else { throw Stumble("\(name) has no command") }
  }
}

/// What names in angle brackets stand for.
struct Bindings: Sendable {
  private(set) var values: [String: String]

  init(_ values: [String: String]) { self.values = values }

  /// A text with every known `<name>` put in.
  func filled(_ text: String) -> String {
    var text = text
    for (name, value) in values { text = text.replacing("<\(name)>", with: value) }
    return text
  }

  /// Matches all lines; nil where they differ. `...` takes as few lines as it can.
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

  /// Matches one line.
  private func matching(_ expected: String, _ actual: String) throws -> Bindings? {
    var names: [String] = []
    var pattern = ""
    for part in Self.parts(filled(expected)) {
      switch part {
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

  private enum Part {
    case text(String)
    case any(name: String, digits: Bool)
  }

  private static func parts(_ line: String) -> [Part] {
    var parts: [Part] = []
    var rest = line[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let inside = rest[rest.index(after: open)..<close].split(
        separator: "=", omittingEmptySubsequences: false)
      let kind = inside.last ?? ""
      guard kind == "*" || kind == "number", inside.count <= 2 else {
        parts.append(.text(String(rest[...close])))
        rest = rest[rest.index(after: close)...]
        continue
      }
      parts.append(.text(String(rest[..<open])))
      parts.append(
        .any(name: inside.count == 2 ? String(inside[0]) : "", digits: kind == "number"))
      rest = rest[rest.index(after: close)...]
    }
    return parts + [.text(String(rest))]
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

import Testing

/// schema/protocol.md: the numbered rules of the wire, and who cites them.
struct WireRules {
  static let path = "schema/protocol.md"

  private let cited: Pattern
  private let defined: Pattern

  init() throws {
    cited = try Pattern(#"(?<![\w-])R-(\w+)"#)
    defined = try Pattern(#"\*\*R-([0-9]{3,4})\*\*"#)
  }

  /// The numbers that stand in bold, in the order of the text.
  func numbers(in text: String) -> [String] { defined.matches(in: text).map { $0.groups[0] } }

  /// Every number that a file names, with its line.
  func citations(in file: SourceFile) -> [(number: String, line: Int)] {
    file.lines.enumerated().flatMap { index, line in
      cited.matches(in: String(line)).map { ($0.groups[0], index + 1) }
    }
  }
}

/// The wire's rules and the sources agree.
@Suite struct `The rules of the wire` {
  private static func files() throws -> [SourceFile] { try Repository.files.get() }

  private static func numbers() throws -> [String] {
    let file = try #require(try files().first { $0.path == WireRules.path })
    return try WireRules().numbers(in: file.text)
  }

  @Test func `every rule stands once, in ascending order within its section`() throws {
    let numbers = try Self.numbers()
    #expect(numbers.count > 60 && Set(numbers).count == numbers.count)
    for (one, next) in zip(numbers, numbers.dropFirst()) where one.dropLast(2) == next.dropLast(2) {
      #expect(one < next, "R-\(next) stands behind R-\(one)")
    }
  }

  @Test func `a cited rule exists`() throws {
    let known = Set(try Self.numbers())
    let rules = try WireRules()
    for file in try Self.files() {
      for (number, line) in rules.citations(in: file) where !known.contains(number) {
        Issue.record("\(file.path):\(line): there is no rule R-\(number)")
      }
    }
  }

  @Test(arguments: [
    ("/// Rules R-101, R-205.", ["101", "205"]), ("R-101 to R-103: a", ["101", "103"]),
    ("R-" + "CODEC", ["CODEC"]), ("FOR-101 R101 a-R-101", []),
  ]) func `a citation is found`(text: String, numbers: [String]) throws {
    let file = SourceFile(path: "Sources/A.swift", text: text)
    #expect(try WireRules().citations(in: file).map(\.number) == numbers)
  }
}

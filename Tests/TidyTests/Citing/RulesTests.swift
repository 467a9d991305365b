import Foundation
import Testing

/// The rules of the manual and of the wire, and the tests that prove them, agree.
@Suite struct `The rules of the manual` {
  private static let url = URL(fileURLWithPath: Repository.root + "/" + RuleBook.path)

  private static func tests() throws -> [SourceFile] {
    try Repository.files.get().filter { file in
      file.path.hasPrefix("Tests/AcceptanceTests/Dialogues/") && file.path.hasSuffix(".txt")
        || file.path.hasPrefix("Tests/") && file.path.hasSuffix(".swift")
    }
  }

  private static func proofs() throws -> [RuleProof] {
    let citations = try Citations()
    return try tests().flatMap(citations.proofs)
  }

  private static func book() throws -> RuleBook {
    RuleBook(text: try String(contentsOf: url, encoding: .utf8))
  }

  private static func wire() throws -> [String] {
    let file = try #require(try Repository.files.get().first { $0.path == WireRules.path })
    return try WireRules().numbers(in: file.text)
  }

  @Test func `every rule stands once, in order of its chapter`() throws {
    let ids = try Self.book().rows().map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids == Self.all)
  }

  @Test func `a cited rule exists`() throws {
    let known = Set(try Self.book().rows().map(\.id) + Self.wire().map { "R-\($0)" })
    for proof in try Self.proofs() where !known.contains(proof.rule) {
      Issue.record("\(proof.path):\(proof.line): there is no rule \(proof.rule)")
    }
  }

  @Test func `every rule of the wire is proved by a test`() throws {
    let proved = Set(try Self.proofs().map(\.rule))
    for number in try Self.wire() where !proved.contains("R-\(number)") {
      Issue.record("no test cites R-\(number) in its name")
    }
  }

  @Test func `a rule is cited by nothing but tests`() throws {
    let citations = try Citations()
    for file in try Self.tests() where file.path.hasSuffix(".swift") {
      for breach in try citations.misplaced(in: file) { Issue.record("\(breach)") }
    }
  }

  /// With `TIDY_WRITE=1` the column is written, not compared.
  @Test func `the column "proved by" is what the tests cite`() throws {
    let book = try Self.book()
    let text = try book.rewritten(with: Self.proofs(), wire: Self.wire())
    if ProcessInfo.processInfo.environment["TIDY_WRITE"] == "1" {
      return try text.write(to: Self.url, atomically: true, encoding: .utf8)
    }
    let wanted = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(wanted.count == book.lines.count)
    for (old, new) in zip(book.lines, wanted) where old != new {
      Issue.record(
        """
        \(RuleBook.path) says: \(old)
        the tests say: \(new)
        write it with: TIDY_WRITE=1 ./dev test --filter TidyTests
        """)
    }
  }

  /// The chapters of the manual, so that no rule is lost in an edit.
  private static let all: [String] =
    ["L1"] + (1...7).map { "L1.\($0)" } + numbered("L", 2...5) + numbered("I", 1...2)
    + numbered("T", 1...16) + numbered("A", 1...7) + ["S1"] + numbered("C", 1...2)
    + numbered("Q", 1...4) + ["U1"]

  private static func numbered(_ letter: String, _ numbers: ClosedRange<Int>) -> [String] {
    numbers.map { "\(letter)\($0)" }
  }
}

/// How citations are found.
@Suite struct `A citation` {
  private static func proofs(_ text: String, _ path: String = "Tests/ATests/PayTests.swift") throws
    -> [String]
  {
    try Citations().proofs(in: SourceFile(path: path, text: text))
      .map { "\($0.rule) \($0.name) \($0.line)" }
  }

  private static func misplaced(_ text: String) throws -> [Int] {
    try Citations().misplaced(in: SourceFile(path: "Tests/ATests/PayTests.swift", text: text))
      .map(\.line)
  }

  @Test(arguments: [
    ("@Test func `T5: a late notice`() {}", ["T5 ATests.PayTests: a late notice 1"]),
    (
      "\n@Test(arguments: [(1, \")\")]) func `L1.6, R-101: 缴费 | b`() {}",
      ["L1.6 ATests.PayTests: 缴费 \\| b 2", "R-101 ATests.PayTests: 缴费 \\| b 2"]
    ),
    (
      "@Test(\n  .disabled(if: a))\n// b\n@MainActor static func `R-1201: a`() {}",
      ["R-1201 ATests.PayTests: a 4"]
    ),
  ]) func `stands in front of a test's name`(text: String, proofs: [String]) throws {
    #expect(try Self.proofs(text) == proofs)
    #expect(try Self.misplaced(text).isEmpty)
  }

  @Test(arguments: [
    ("// R-101, R-102\n@Test func `a`() {}", [1]), ("/// R-701: the counts.\n", [1]),
    ("// rules: T5, T6\n", [1]), ("func `T5: a`() {}", [1]),
    ("@Suite struct `T5: a` {}", [1]), ("@Test func `a late notice (T5, T6)`() {}", [1]),
    ("@Test(.disabled(\"\")) func `R-101: a`() {}", [1]),
  ]) func `elsewhere proves nothing`(text: String, lines: [Int]) throws {
    #expect(try Self.proofs(text) == [])
    #expect(try Self.misplaced(text) == lines)
  }

  @Test(arguments: [
    "// func `T5: a`() {}\nlet a = \"func `T5: a`()\"\n",
    "@Test func `the A4 page of T5`() {}",
    "@Test func `X5: b`() {}",
    "let a = \"\"\"\n  // rule: T5\n  \"\"\"\n",
    "// the rule: T5 holds\n/// T5.\n/// Five minutes (R-420).\n",
    "@Test func `T05: b`() {}",
  ]) func `is nothing else`(text: String) throws {
    #expect(try Self.proofs(text) == [])
    #expect(try Self.misplaced(text) == [])
  }

  @Test func `of a dialogue names its file`() throws {
    let found = try Self.proofs("> pay\n# rule: T5\n", "Tests/AcceptanceTests/Dialogues/pay.txt")
    #expect(found == ["T5 AcceptanceTests.DialogueTests: goes as it is written (pay.txt) 2"])
  }

  @Test func `fills the column of its rule and no other`() throws {
    let text = """
      | id | rule | proved by |
      | T5 | in order | — |
      | T6 | any | x |

      | rule of the wire | proved by |
      | --- | --- |
      | R-103 | of long ago |

      end
      """
    let proofs = [("T5", "b"), ("T5", "a"), ("T5", "b"), ("R-101", "c")].map {
      RuleProof(rule: $0, name: "PayTests: \($1)", path: "", line: 1)
    }
    #expect(
      try RuleBook(text: text).rewritten(with: proofs, wire: ["101", "102"])
        == """
        | id | rule | proved by |
        | T5 | in order | PayTests: a<br>PayTests: b |
        | T6 | any | — |

        | rule of the wire | proved by |
        | --- | --- |
        | R-101 | PayTests: c |
        | R-102 | — |

        end
        """)
  }
}

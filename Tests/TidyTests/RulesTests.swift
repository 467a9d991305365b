import Foundation
import Testing

/// The manual's rules and the tests that prove them agree.
@Suite struct `The rules of the manual` {
  private static let url = URL(fileURLWithPath: Repository.root + "/" + RuleBook.path)

  private static func proofs() throws -> [Proof] {
    let citations = try Citations()
    return try Repository.files.get()
      .filter { file in
        file.path.hasPrefix("Tests/AcceptanceTests/Dialogues/") && file.path.hasSuffix(".txt")
          || file.path.hasPrefix("Tests/") && file.path.hasSuffix(".swift")
      }
      .flatMap(citations.proofs)
  }

  private static func book() throws -> RuleBook {
    RuleBook(text: try String(contentsOf: url, encoding: .utf8))
  }

  @Test func `every rule stands once, in order of its chapter`() throws {
    let ids = try Self.book().rows().map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids == Self.all)
  }

  @Test func `a cited rule exists`() throws {
    let known = Set(try Self.book().rows().map(\.id))
    for proof in try Self.proofs() where !known.contains(proof.rule) {
      Issue.record("\(proof.path):\(proof.line): there is no rule \(proof.rule)")
    }
  }

  /// With `TIDY_WRITE=1` the column is written, not compared.
  @Test func `the column "proved by" is what the tests cite`() throws {
    let book = try Self.book()
    let proofs = try Self.proofs()
    if ProcessInfo.processInfo.environment["TIDY_WRITE"] == "1" {
      let text = try book.rewritten(with: proofs)
      return try text.write(to: Self.url, atomically: true, encoding: .utf8)
    }
    for row in try book.rows() where row.provedBy != RuleBook.cell(for: row.id, of: proofs) {
      Issue.record(
        """
        \(row.id) in \(RuleBook.path) says: \(row.provedBy)
        the tests say: \(RuleBook.cell(for: row.id, of: proofs))
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
  private static func proofs(_ text: String, _ path: String = "Tests/A/PayTests.swift") throws
    -> [String]
  {
    try Citations().proofs(in: SourceFile(path: path, text: text))
      .map { "\($0.rule) \($0.name) \($0.line)" }
  }

  @Test(arguments: [
    ("@Test func `T5: a late notice`() {}", ["T5 PayTests: a late notice 1"]),
    (
      "\n@Suite struct `L1.6, A6: 缴费 | b` {}",
      ["L1.6 PayTests: 缴费 \\| b 2", "A6 PayTests: 缴费 \\| b 2"]
    ),
    (
      "func `a late notice (T5,T6)`() {}",
      ["T5 PayTests: a late notice 1", "T6 PayTests: a late notice 1"]
    ),
    (
      "// rules: T5, L1\n@Test func `a late notice`() {}",
      ["T5 PayTests: a late notice 1", "L1 PayTests: a late notice 1"]
    ),
    ("// rule: T99\n", ["T99 PayTests 1"]),
  ]) func `stands in a name or in a marker`(text: String, proofs: [String]) throws {
    #expect(try Self.proofs(text) == proofs)
  }

  @Test(arguments: [
    "// func `T5: a`() {}\nlet a = \"func `T5: a`()\"\n",
    "func `the A4 page of T5`() {}",
    "func `X5: b`() {}",
    "let a = \"\"\"\n  // rule: T5\n  \"\"\"\n",
    "// the rule: T5 holds\n",
    "func `T05: b`() {}",
  ]) func `is nothing else`(text: String) throws {
    #expect(try Self.proofs(text) == [])
  }

  @Test func `of a dialogue names its file`() throws {
    let found = try Self.proofs("> pay\n# rule: T5\n", "Tests/AcceptanceTests/Dialogues/pay.txt")
    #expect(found == ["T5 Dialogues/pay.txt 2"])
  }

  @Test func `fills the column of its rule and no other`() throws {
    let text = "# A\n| id | rule | proved by |\n| T5 | in order | — |\n| T6 | any | x |\n\nend"
    let proof = Proof(rule: "T5", name: "PayTests: b", path: "", line: 1)
    let other = Proof(rule: "T5", name: "PayTests: a", path: "", line: 2)
    #expect(
      try RuleBook(text: text).rewritten(with: [proof, other, proof])
        == """
        # A
        | id | rule | proved by |
        | T5 | in order | PayTests: a<br>PayTests: b |
        | T6 | any | — |

        end
        """)
  }
}

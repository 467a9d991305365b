import Testing

/// The checker finds what it is for, and nothing else.
@Suite struct `The tidy checker` {
  struct Sample: CustomTestStringConvertible {
    let path: String
    let text: String
    let line: Int
    let message: String
    var testDescription: String { message }

    init(_ message: String, _ path: String, _ text: String, line: Int = 1) {
      (self.path, self.text, self.line, self.message) = (path, text, line, message)
    }
  }

  private static let bureau = "Sources/Server/Bureau/State/Notice.swift"
  private static let store = "Sources/Server/Store/Connection.swift"

  private static let unsafe =
    "unsafe outside Transport, TLS, Crypto, Store, Posix, the protocol's writer"

  private static let pronounName = "a test name that begins with a pronoun"
  private static let capitalName = "a test name that begins with a capital letter"

  private static let function =
    "func long() {\n" + String(repeating: "  a()\n", count: 59) + "}\n"

  static let bad = [
    Sample("more than 400 lines", bureau, String(repeating: "\n", count: 401), line: 401),
    Sample("wider than 100 columns", bureau, "//\n" + String(repeating: "缴", count: 101), line: 2),
    Sample("a function of more than 60 lines", bureau, "let a = 1\n" + function, line: 2),
    Sample(
      "a function of more than 60 lines", bureau, "  " + function.replacing("()", with: "(\n)")),
    Sample("Sources/Server/Bureau imports Ledger", bureau, "public import Ledger\n"),
    Sample("Sources/Protocol imports Foundation", "Sources/Protocol/A.swift", "import Foundation"),
    Sample(
      "Sources/Client/Commands imports Store", "Sources/Client/Commands/A.swift",
      "import Posix\nprivate import struct Store.Row", line: 2),
    Sample("its folder has no row in Borders.table", "Sources/Other/A.swift", "let a = 1"),
    Sample("try!", store, "let a = try! b()"),
    Sample("as!", store, "let a = b as! C"),
    Sample("try? hides an error", store, "let a = \"\\(try? b())\""),
    Sample("fatalError", store, "/* no */ fatalError (\"\")"),
    Sample("force unwrap", store, "let a = b.first!.c"),
    Sample("force unwrap", store, "let a = b[0]! + c()!"),
    Sample("force unwrap", store, "var a: [Int]!"),
    Sample("Synchronization.Mutex (use Lock)", store, "let a = Mutex<Int>(0)"),
    Sample("Synchronization.Mutex (use Lock)", "Tests/ATests/A.swift", "let a = Mutex(0)"),
    Sample("sleeping", "Tests/ATests/A.swift", "try await Task.sleep(for: .seconds(1))"),
    Sample("sleeping", store, "\nusleep(10)", line: 2),
    Sample("sleeping", store, "sleep(10)"),
    Sample("DispatchQueue", store, "let a = DispatchQueue.main"),
    Sample(
      "unchecked sharing outside Transport, TLS, Crypto, Store", bureau,
      "// Proof: none.\nfinal class A: @unchecked Sendable {}", line: 2),
    Sample(Self.unsafe, bureau, "let a = b\nlet c = unsafe d()", line: 2),
    Sample(Self.unsafe, "Sources/Client/Terminal/A.swift", "unsafe a(b)"),
    Sample(Self.unsafe, "Sources/Protocol/Codec/Bytes/Encoder.swift", "let a = unsafeBitCast(b)"),
    Sample(
      "public, without a documentation comment", store, "// A.\n@inlinable\npublic func a() {}",
      line: 3),
    Sample("unchecked sharing, no proof", store, "\nnonisolated(unsafe) var a = 1", line: 2),
    Sample("a catch-all name", store, "struct StringUtils {}"),
    Sample("a catch-all name", "Tests/ATests/A.swift", "actor SessionManager {}"),
    Sample("a file with a catch-all name", "Sources/Server/Store/Helpers.swift", "let a = 1"),
    Sample("a default in the states", bureau, "switch a {\ndefault: break\n}", line: 2),
    Sample("a default in the states", bureau, "switch a {\n@unknown default: b\n}", line: 2),
    Sample(
      "a default for the compiler", "Sources/Server/Bureau/Events/A.swift",
      "switch a {\ndefault: throw b\n}", line: 2),
    Sample(pronounName, "Tests/ATests/A.swift", "@Test func `what is left stays`() {}"),
    Sample(
      pronounName, "Tests/ATests/A.swift", "@Test\nfunc `T5, R-101: who`() {}", line: 2),
    Sample(capitalName, "Tests/ATests/A.swift", "@Test(arguments: a) func `A b is c`(b: B) {}"),
    Sample(capitalName, "Tests/ATests/A.swift", "@Test func `T5: Paid is paid`() {}"),
    Sample("a folder of elsewhere", "schema/a.md", "one\nsee ../" + "shared/a", line: 2),
    Sample("a folder of elsewhere", bureau, "let a = \"/wo" + "rk/a\""),
  ]

  private static let workflow = "Sources/Server/Bureau/Workflows/Pay/Decide.swift"

  @Test(arguments: bad) func `a forbidden text is found at its line`(_ sample: Sample) throws {
    let found = try Checker.check([SourceFile(path: sample.path, text: sample.text)])
    let wanted = Breach(path: sample.path, line: sample.line, message: sample.message)
    #expect(Set(found) == [wanted])
  }

  static let good = [
    "// try! as! fatalError() sleep(1)\n/* Mutex<Int> /* b! */ c! */ let a = 1\n",
    "let a = \"try! \\(b(\"as!\")) c!\"\n"
      + "let d = #\"e! \\(f!) \\\"# + \"\"\"\n  g! \"h!\"\n  \"\"\"\n",
    "if !a, b != c, !(d), e !== f { clock.sleep(until: g) }\n",
    "#if !os(macOS)\nimport Glibc\n#endif\nlet `try! a` = 1\n",
    "/// Proof: one thread.\n@frozen\nfinal class A:\n  B, @unchecked Sendable\n{\n}\n",
    "protocol A {\n  func a() -> Int\n  init(b: Int)\n}\n",
    String(repeating: "\n", count: 400),
    "// " + String(repeating: "缴", count: 97) + "\n",
    "switch a {\ndefault: break\n}\n",
    function.replacing("  a()\n", with: "", maxReplacements: 1),
  ]

  @Test(arguments: [
    "@Test func `T5, L1.6: a notice stays`() {}", "@Test func `14 rows are printed`() {}",
    "@Test func `HELLO says it`() {}", "@Test func `R-203: CRC-32C is known`() {}",
    "func `What helps`() {}", "@Test func `whatever is left stays`() {}",
    "let a = \"@Test func `what is left`() {}\"",
  ]) func `a name of a test that says its fact is not found`(_ text: String) throws {
    let file = SourceFile(path: "Tests/ATests/A.swift", text: text)
    #expect(try TestNames.riddles(file) == [])
  }

  @Test(arguments: good) func `an allowed text is not found`(_ text: String) throws {
    #expect(try Checker.check([SourceFile(path: Self.store, text: text)]) == [])
  }

  @Test func `a placeholder keeps an empty folder only`() {
    let placeholder = SourceFile(path: "Sources/Server/Store/Placeholder.swift", text: "")
    #expect(Rooms.placeholders([placeholder]) == [])
    let other = SourceFile(path: "Sources/Server/Store/A/B.swift", text: "")
    #expect(Rooms.placeholders([placeholder, other]).map(\.path) == [placeholder.path])
  }

  private static func workflows(_ paths: String...) -> [String] {
    Rooms.workflows(paths.map { SourceFile(path: $0, text: "") }).map(\.message)
  }

  @Test func `a workflow has messages, tests and commands of its name`() {
    #expect(
      Self.workflows(Self.workflow) == [
        "no Sources/Protocol/Messages/Pay", "no Tests/BureauTests/Pay",
        "no Sources/Client/Commands/Workflows/Pay",
      ])
    #expect(
      Self.workflows(
        Self.workflow, "Sources/Protocol/Messages/Pay.swift", "Tests/BureauTests/Pay/ATests.swift",
        "Sources/Client/Commands/Workflows/Pay/A.swift") == [])
  }

  @Test func `a partner's workflow has no command, and a dialogue has a workflow's name`() {
    #expect(
      Self.workflows(
        "Sources/Server/Bureau/Workflows/Sms/A.swift", "Sources/Protocol/Messages/Sms.swift",
        "Tests/BureauTests/Sms/ATests.swift", "Tests/AcceptanceTests/Dialogues/sms.txt") == [])
    #expect(
      Self.workflows("Tests/AcceptanceTests/Dialogues/signin.txt") == [
        "no workflow has this dialogue's name"
      ])
  }

  @Test func `a method that no client asks for is found at its row`() throws {
    let rows = "package enum PayMethods {\n  package static let list = MethodDefinition(\n  )\n}"
    let messages = SourceFile(path: "Sources/Protocol/Messages/Pay.swift", text: rows)
    let missing = messages.breach(2, "nothing in Sources/Client asks for PayMethods.list")
    func found(_ text: String) throws -> [Breach] {
      let command = SourceFile(
        path: "Sources/Client/Commands/Workflows/PayCommands.swift", text: text)
      return try Rooms.calls([messages, command])
    }
    #expect(try found("run.ask(PayMethods.list)") == [])
    #expect(try found("run.ask(PayMethods.listed)") == [missing])
    #expect(try found("// run.ask(PayMethods.list)") == [missing])
  }

  @Test func `a function ends at its brace`() throws {
    let text = """
      struct A {
        init?(a: Int = { 1 }()) { b() }
        @available(*, deprecated) public static func c<D>(
          e: D
        ) throws(F) -> [G]
        where D: H {
          if i { "}" }
        }
        subscript(j: Int) -> K { l }
        func m()
      }
      """
    let functions = try Sizes.functions(of: SourceFile(path: "A.swift", text: text))
    #expect(functions == [2...2, 3...8, 9...9])
  }

  @Test func `the dependencies are read from a manifest`() throws {
    let text = """
      library("A", "Sources/A"),
      program(
        "b-c", "Sources/B", ["A", "D"]),
      """
    let rows = try Borders.targets(ofPackage: text)
    #expect(rows.map(\.folder) == ["Sources/A", "Sources/B"])
    #expect(rows.map(\.ours) == [[], ["A", "D"]])
  }
}

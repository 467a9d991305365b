import Testing

/// Samples of the checks that look at folders, names of types, and doc comments.
@Suite struct `The checks of folders, names and docs` {
  private static func file(_ text: String, _ path: String = "Sources/Server/Store/A.swift")
    -> SourceFile
  {
    SourceFile(path: path, text: text)
  }

  // MARK: folders

  @Test(arguments: [(15, 0), (16, 1)]) func `a folder holds fifteen files`(
    _ count: Int, _ found: Int
  ) {
    let files = (1...count).map { Self.file("", "Sources/A/F\($0).swift") }
    let others = [Self.file("", "Sources/A/B/G.swift"), Self.file("", "Sources/A/read.md")]
    #expect(Folders.crowded(files + others).count == found)
  }

  @Test(arguments: [
    ("import B\nextension A {}\n@C extension A: D {\n  struct E {}\n}", "A.swift", 1),
    ("extension A {}", "AThings.swift", 1), ("extension A {}", "A+Things.swift", 0),
    ("private extension A.B {}", "B+Things.swift", 0), ("extension [A] {}", "Array+A.swift", 0),
    ("extension A {}\nextension B {}", "Things.swift", 0),
    ("extension A {}\nprivate struct B {}", "Things.swift", 0),
    ("extension A {}\nlet b = 1", "Things.swift", 0), ("// extension A {}", "Things.swift", 0),
  ]) func `a file of extensions is named after its type`(
    _ text: String, _ name: String, _ found: Int
  ) throws {
    let breaches = try Folders.extensions(Self.file(text, "Sources/Server/Store/\(name)"))
    #expect(breaches.count == found)
    #expect(breaches.allSatisfy { $0.message.contains("A+Subject.swift") && $0.line == 1 })
  }

  // MARK: names of types

  @Test(arguments: [
    ("final class B {}", "Sources/A/B.swift", ["B is also a type of Sources/A/A.swift:1"]),
    ("actor C {\n  enum B { case a }\n}", "Sources/A/C.swift", ["nested B has the name of a type"]),
    (
      "extension C {\n  struct B {}\n}", "Tests/ATests/C.swift", ["nested B has the name of a type"]
    ),
    ("struct C {\n  struct D {}\n}", "Sources/A/C.swift", []),
    ("extension B {}\nlet a = \"struct B {}\"\n// struct B {}", "Sources/A/C.swift", []),
  ]) func `a type's name is its own`(_ text: String, _ path: String, _ found: [String]) throws {
    let first = Self.file("public struct B {}", "Sources/A/A.swift")
    let breaches = try TypeNames.doubled([first, Self.file(text, path)])
    #expect(breaches.count == found.count)
    #expect(zip(breaches, found).allSatisfy { $0.message.hasPrefix($1) && $0.path == path })
  }

  @Test func `a nested type of one test target may be called like a type of another's`() throws {
    let first = Self.file("struct B {}", "Tests/ATests/A.swift")
    let text = "struct C {\n  struct B {}\n}"
    #expect(try TypeNames.doubled([first, Self.file(text, "Tests/BTests/C.swift")]) == [])
    #expect(try TypeNames.doubled([first, Self.file(text, "Tests/ATests/C.swift")]).count == 1)
  }

  // MARK: docs

  @Test(arguments: [
    ("/// What passes: logins.\nlet a = 1", 1), ("/// Nobody is here.\nlet a = 1", 1),
    ("/// Which.\nlet a = 1", 1), ("/// 12 on the wire.\nlet a = 1", 1),
    ("/// State a restart may lose.\n/// What is left.\nlet a = 1", 0),
    ("/// Whether it is so.\nlet a = 1", 0), ("/// 12 at most.\nlet a = 1", 0),
    ("// What is not documented.\nlet a = \"/// What\"", 0), ("/// Whatever.\nlet a = 1", 0),
  ]) func `a doc comment is no riddle`(_ text: String, _ found: Int) throws {
    #expect(try DocSentences.riddles(Self.file(text)).count == found)
  }

  @Test(arguments: [
    ("/// Reads.\npublic func a() throws {}", 1),
    ("/// Reads.\n@inlinable\npublic static func a<B>(\n  b: B\n) throws(C) -> B where B: D {}", 1),
    ("public init(a: Int) throws {}", 1),
    ("/// Reads.\n///\n/// - Throws: `C` where it is shut.\n@a\npublic func a() throws {}", 0),
    ("/// Reads; throws `C`.\npublic func a() throws {}", 0),
    ("/// Reads.\npublic func a(_ b: () throws -> Void) {}", 0),
    ("/// Reads.\npublic func a() { throws() }", 0), ("/// Reads.\nfunc a() throws {}", 0),
    ("public mutating func fields(_ c: inout B) throws(C) {}", 0),
    ("/// A.\npublic struct B {\n  /// Reads.\n  public func a() throws {}\n}", 1),
    ("/// A. It may throw.\npublic struct B {\n  /// R.\n  public func a() throws {}\n}", 1),
    (
      "/// A. Each call throws `C`.\npublic struct B {\n  /// R.\n  public func a() throws {}\n}", 0
    ),
    (
      "/// A. Each call throws `C`.\npublic struct B {\n}\nextension B {\n  /// R.\n"
        + "  public func a() throws {}\n}", 0
    ),
  ]) func `a public function says what it throws`(_ text: String, _ found: Int) throws {
    #expect(try DocSentences.unsaidErrors([Self.file(text)]).count == found)
  }

  // MARK: expectations

  @Test(arguments: [
    ("#expect(a ?? true)", 1), ("#expect(\n  b == 1 && (c ?? 0) > 2)", 1),
    ("#expect(a.map { $0 } ?? [] == [])", 1), ("#expect(try #require(a))\nlet b = c ?? true", 0),
    ("#expect(a == (b ?? 0.5))", 0), ("#expect(a == \"?? true\")", 0),
  ]) func `an expectation holds for what is there`(_ text: String, _ found: Int) throws {
    #expect(try Expectations.defaults(Self.file(text, "Tests/ATests/A.swift")).count == found)
  }
}

import Testing

/// The glossary and the sources agree.
@Suite struct `The glossary` {
  private static func files() throws -> [SourceFile] { try Repository.files.get() }

  private static func glossary() throws -> Glossary {
    Glossary(try #require(try files().first { $0.path == Glossary.path }))
  }

  @Test func `every Chinese term of a documentation comment stands in the glossary`() throws {
    let known = try Self.glossary().terms
    #expect(known.count > 200)
    for file in try Self.files() where file.isUnder(Glossary.folders) {
      for comment in file.comments where comment.text.hasPrefix("///") {
        for term in Glossary.terms(in: comment.text) where !known.contains(term) {
          Issue.record("\(file.path):\(comment.line): \(term) is not in \(Glossary.path)")
        }
      }
    }
  }

  @Test func `every name that the glossary gives is declared`() throws {
    var declared = try DeclaredNames()
    for file in try Self.files() where file.isUnder(["Sources"]) { declared.read(file) }
    let names = try Self.glossary().names
    #expect(names.count > 200)
    for (name, line) in names where !declared.names.contains(name) {
      Issue.record("\(Glossary.path):\(line): \(name) is not declared in Sources")
    }
  }

  @Test(arguments: [
    ("/// 协议书号.", ["协议书号"]), ("税务APP扫码: a scan", ["税务APP扫码"]),
    ("完税（费）证明 or 主管税务所（科、分局）", ["完税（费）证明", "主管税务所（科、分局）"]),
    ("征收项目's name, 、 between", ["征收项目"]), ("no term (A1)", []),
  ]) func `a term is found`(text: String, terms: [String]) {
    #expect(Glossary.terms(in: text) == terms)
  }

  @Test func `a declaration is found with the type around it`() throws {
    let text = """
      public enum A: UInt8 {
        case one = 1
        struct B { let c: Int }
        static func d() {
          let local = 1
        }
      }
      extension A.E {
        var f: Int { 1 }
      }
      """
    var declared = try DeclaredNames()
    declared.read(SourceFile(path: "Sources/A.swift", text: text))
    #expect(declared.names == ["A", "A.one", "A.B", "A.d", "A.E", "A.E.f"])
  }
}

import Foundation
import Testing

/// `docs/` and the README name what is there, and rules of style that exist.
@Suite struct DocsTests {
  private static func texts() throws -> [SourceFile] {
    try Repository.files.get().filter { file in
      file.path.hasSuffix(".md") && (file.isUnder(["docs"]) || !file.path.contains("/"))
    }
  }

  /// The backticked texts that look like a path of the repository or a source file.
  private static func paths(in file: SourceFile) throws -> [String] {
    let quoted = try Pattern(#"`([\w+./-]+)`"#).matches(in: file.text).map { $0.groups[0] }
    let top = ["Sources/", "Tests/", "docs/", "examples/", "schema/", "tour/"]
    let inSources = ["Protocol/", "Server/", "Client/"]
    return quoted.filter { path in
      (top + inSources).contains { path.hasPrefix($0) } || path.hasSuffix(".swift")
    }
  }

  @Test func `a path that the docs name exists`() throws {
    let names = Set(try Repository.swift().map { $0.path.split(separator: "/").last ?? "" })
    for file in try Self.texts() {
      for path in try Self.paths(in: file) where !names.contains(Substring(path)) {
        let places = ["\(Repository.root)/\(path)", "\(Repository.root)/Sources/\(path)"]
        let isThere = places.contains { FileManager.default.fileExists(atPath: $0) }
        #expect(isThere, "\(file.path) names \(path)")
      }
    }
  }

  /// A trace says where and what: `Folder/File.swift`: `first`, `second`. The path may be only a
  /// file's name.
  @Test func `a function that the docs name beside a file stands in it`() throws {
    let trace = try Pattern(#"`([\w+./-]+\.swift)`: ((?:`\w+`(?:, )?)+)"#)
    let word = try Pattern(#"`(\w+)`"#)
    let swift = try Repository.swift()
    var count = 0
    for file in try Self.texts() {
      for match in trace.matches(in: file.text) {
        let path = match.groups[0]
        let named = swift.filter { $0.path.hasSuffix("/" + path) || $0.path == path }
        for name in word.matches(in: match.groups[1]).map({ $0.groups[0] }) {
          count += 1
          let isThere = named.contains { $0.code.contains(" \(name)") }
          #expect(isThere, "\(file.path) names \(name) of \(path)")
        }
      }
    }
    #expect(count > 30)
  }

  /// The rules of docs/STYLE.md, and where else they are cited.
  @Test func `a rule of style stands once, and what is cited exists`() throws {
    let defined = try Pattern(#"\*\*S-([0-9]{3})\*\*"#)
    let cited = try Pattern(#"(?<![\w-])S-([0-9]{3})\b"#)
    let files = try Repository.files.get()
    let style = try #require(files.first { $0.path == "docs/STYLE.md" })
    let rules = defined.matches(in: style.text).map { $0.groups[0] }
    #expect(rules.count > 50 && rules == Array(Set(rules)).sorted())
    for file in files {
      for rule in cited.matches(in: file.text).map({ $0.groups[0] }) where !rules.contains(rule) {
        Issue.record("\(file.path): there is no rule S-\(rule)")
      }
    }
  }
}

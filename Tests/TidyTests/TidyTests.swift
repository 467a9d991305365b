import Testing

/// The repository itself, held to its rules.
@Suite struct `The sources are tidy` {
  @Test func `no file breaks a rule of the house`() throws {
    for breach in try Checker.check(try Repository.files.get()) {
      Issue.record("\(breach)")
    }
  }

  @Test func `there are sources to check`() throws {
    let paths = try Repository.files.get().map(\.path)
    for needed in ["Package.swift", "dev", ".ci/run", "schema/rules.md"] {
      #expect(paths.contains(needed))
    }
    #expect(paths.contains { $0.hasPrefix("Sources/Server/Bureau/") })
  }

  @Test func `one version stands in the sources, and the change log has it`() throws {
    let files = try Repository.files.get()
    let version = try Pattern(#""([0-9]+\.[0-9]+\.[0-9]+)""#)
    let found = files.filter { $0.isUnder(["Sources"]) }.flatMap { version.matches(in: $0.text) }
      .map { $0.groups[0] }
    let text = try #require(found.first)
    #expect(found.count == 1, "\(found)")
    let log = try #require(files.first { $0.path == "CHANGELOG.md" })
    #expect(log.text.contains(text))
  }

  @Test func `the borders are those of Package.swift`() throws {
    let files = try Repository.files.get()
    let package = try #require(files.first { $0.path == "Package.swift" })
    let targets = try Borders.targets(ofPackage: package.text)
    #expect(targets.count >= 13)
    for target in targets {
      let row = Borders.table.first { $0.folder == target.folder }
      #expect(row?.ours == target.ours, "\(target.folder)")
    }
  }
}

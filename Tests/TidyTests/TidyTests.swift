import Testing

/// The repository itself, held to its rules.
@Suite struct `The sources are tidy` {
  @Test func `no file breaks a rule of the house`() throws {
    for finding in try Checker.check(try Repository.files.get()) {
      Issue.record("\(finding)")
    }
  }

  @Test func `there are sources to check`() throws {
    let paths = try Repository.files.get().map(\.path)
    for needed in ["Package.swift", "dev", ".ci/run", "schema/rules.md"] {
      #expect(paths.contains(needed))
    }
    #expect(paths.contains { $0.hasPrefix("Sources/Server/Bureau/") })
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

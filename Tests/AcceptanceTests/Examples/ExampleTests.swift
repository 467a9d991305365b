import Testing

/// `examples/`, each against a bureau of its own with the real programs, as its README says.
@Suite(.serialized) struct ExampleTests {
  private static func run(_ example: String) async throws {
    try await onThread {
      let folder = TestPaths.repository + "/examples"
      // Throws where it ends with another code than 0, with its whole output.
      try SystemTool.run(
        "bash", ["\(folder)/with-sandbox.sh", TestPaths.programs, "\(folder)/\(example)"])
    }
  }

  @Test(arguments: ["officer-import.sh", "clerk-month.sh"])
  func `an example runs to its end`(example: String) async throws {
    try await Self.run(example)
  }

  @Test(.enabled(if: TestFiles.exists("/usr/bin/python3"), "there is no python3 here"))
  func `the example of a bank of one's own runs to its end`() async throws {
    try await Self.run("own-bank.sh")
  }
}

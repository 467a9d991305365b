import Terminal
import TestFolders
import Testing

@Suite struct CompletionTests {
  @Test(arguments: [
    ("pa", ["pay"]), ("pay ", ["agreement", "qr"]), ("pay agreement --wa", ["--wait"]),
    ("pay agreement --confirm-amount 1.00 T --pin", ["--pin-file"]), ("-o json logo", ["logout"]),
    ("logout -o js", ["json", "jsonl"]), ("pay agreement --line pa", []),
  ])
  func `bash completes commands, options and values`(line: String, expected: [String]) throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("shebao.bash", Array(sampleTable.completion(.bash).utf8))
    let words =
      ["shebao"] + line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let array = words.map { "'\($0)'" }.joined(separator: " ")
    let test = """
      set -eu; . \(script); COMP_WORDS=(\(array)); COMP_CWORD=\(words.count - 1); COMPREPLY=()
      _shebao || true; printf '%s\\n' "${COMPREPLY[@]+"${COMPREPLY[@]}"}"
      """
    let bash = try #require(ExternalProgram.path("bash"))
    let found = try ExternalProgram.output(bash, ["-c", test]).split(separator: "\n").map(
      String.init)
    let firsts =
      expected.isEmpty
      ? found : found.filter { !$0.hasPrefix("--") || line.hasSuffix($0) || expected.contains($0) }
    #expect(firsts == expected)
  }

  @Test(.enabled(if: ExternalProgram.path("zsh") != nil, "zsh is not installed"))
  func `zsh takes the script and offers the words`() throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("_shebao", Array(sampleTable.completion(.zsh).utf8))
    let test = """
      compdef() { :; }; compadd() { shift; print -l -- "$@"; }; source \(script)
      words=(shebao -o json pay ''); CURRENT=5; _shebao
      """
    let found = try ExternalProgram.output(
      try #require(ExternalProgram.path("zsh")), ["-f", "-c", test])
    #expect(found == "agreement\nqr\n--output\n--no-input\n--quiet\n--help\n")
  }

  @Test(
    .enabled(if: ExternalProgram.path("fish") != nil, "fish is not installed"),
    arguments: [
      ("shebao pa", "pay"), ("shebao pay ag", "agreement"), ("shebao pay agreement --wa", "--wait"),
      ("shebao logout --output cs", "csv"),
    ])
  func `fish completes commands, options and values`(line: String, expected: String) throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("shebao.fish", Array(sampleTable.completion(.fish).utf8))
    let test = "source \(script); complete -C '\(line)'"
    let found = try ExternalProgram.output(
      try #require(ExternalProgram.path("fish")), ["--no-config", "-c", test])
    #expect(found.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) } == [expected])
  }
}

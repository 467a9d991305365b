import Terminal
import Testing

@Suite struct CommandLineTests {
  private func invocation(_ line: String) throws -> Invocation? {
    guard case .run(let found) = try sampleTable.parse(line.split(separator: " ").map(String.init))
    else {
      return nil
    }
    return found
  }

  @Test(arguments: [
    "pay agreement T8K2 --confirm-amount 1.00 --wait -o json",
    "--output json --wait pay agreement --confirm-amount=1.00 T8K2",
    "pay -ojson --confirm-amount 1.00 agreement --wait -- T8K2",
    "-qo=json pay agreement T8K2 --confirm-amount 1.00 --wait",
  ])
  func `options stand before or behind the command, in every spelling`(line: String) throws {
    let found = try #require(try invocation(line))
    #expect(found.command.path == ["pay", "agreement"])
    #expect(found["notice"] == "T8K2")
    #expect(found["confirm-amount"] == "1.00")
    #expect(found["output"] == "json")
    #expect(found.flag("wait") && !found.flag("no-input"))
    #expect(found["pin-file"] == nil && found.all("line") == [])
  }

  @Test func `repeated options and arguments keep their order`() throws {
    #expect(try invocation("pay agreement T --line 1 --line 2")?.all("line") == ["1", "2"])
    let qr = try invocation("pay qr A B -- --C -")
    #expect(qr?["notice"] == "A" && qr?.all("more") == ["B", "--C", "-"])
    #expect(try invocation("pay qr Ａ１")?.folded("notice") == "A1")
    #expect(try invocation("pay agreement T --confirm-amount -5")?["confirm-amount"] == "-5")
    #expect(
      try invocation("pay agreement T --confirm-amount=--wait")?["confirm-amount"] == "--wait")
  }

  @Test(
    arguments: [
      ("pay agrement T", UsageError.unknownCommand("pay agrement", suggestion: "pay agreement")),
      ("logot", .unknownCommand("logot", suggestion: "logout")),
      ("frobnicate", .unknownCommand("frobnicate", suggestion: nil)),
      ("pay", .incomplete(path: ["pay"], children: ["agreement", "qr"])),
      ("", .incomplete(path: [], children: ["pay", "todo", "logout"])),
      (
        "pay agreement T --wiat",
        .unknownOption("--wiat", command: "pay agreement", suggestion: "--wait")
      ),
      ("todo list --wait", .unknownOption("--wait", command: "todo list", suggestion: nil)),
      ("logout -x", .unknownOption("-x", command: "logout", suggestion: nil)),
      ("pay agreement T --confirm-amount", .valueMissing("confirm-amount")),
      ("pay agreement T --confirm-amount --wait", .valueMissing("confirm-amount")),
      ("pay agreement T --wait=yes", .valueNotTaken("wait")),
      ("pay agreement T --confirm-amount 1 --confirm-amount 2", .repeated("confirm-amount")),
      (
        "logout -o xml",
        .notAChoice("output", value: "xml", choices: ["table", "json", "jsonl", "csv", "plain"])
      ),
      ("logout now", .surplus("now", command: "logout")),
      ("pay agreement A B", .surplus("B", command: "pay agreement")),
    ] as [(String, UsageError)])
  func `a wrong line is refused, with the word that was probably meant`(
    line: String, error: UsageError
  ) {
    #expect(throws: error) { try invocation(line) }
    let report = error.report(program: "shebao")
    #expect(report.exit == .usage && report.next != nil)
  }

  @Test func `a missing argument is named`() {
    #expect(throws: UsageError.self) { try invocation("pay agreement") }
    #expect(throws: UsageError.self) { try invocation("pay agreement --") }
  }

  @Test(arguments: [
    ("-h", []), ("--help", []), ("help", []), ("pay -h", ["pay"]),
    ("help pay agreement", ["pay", "agreement"]),
    ("pay agreement T8K2 --wait --help", ["pay", "agreement"]), ("-qh logout", ["logout"]),
  ])
  func `help is asked for anywhere`(line: String, path: [String]) throws {
    #expect(try sampleTable.parse(line.split(separator: " ").map(String.init)) == .help(path))
  }

  @Test func `version is asked for`() throws {
    #expect(try sampleTable.parse(["--version"]) == .version)
  }

  @Test func `words and their bytes are limited`() throws {
    let many = Array(repeating: "A", count: CommandTable.wordsMax - 2)
    #expect(throws: Never.self) { try sampleTable.parse(["pay", "qr"] + many) }
    #expect(throws: UsageError.tooLong) { try sampleTable.parse(["pay", "qr", "A"] + many) }
    let long = String(repeating: "a", count: CommandTable.wordBytesMax)
    #expect(throws: Never.self) { try sampleTable.parse(["pay", "qr", long]) }
    #expect(throws: UsageError.tooLong) { try sampleTable.parse(["pay", "qr", long + "a"]) }
  }

  @Test func `random words never trap`() {
    var random = SeededGenerator(state: 8)
    let words = [
      "pay", "qr", "-", "--", "-o", "--output", "=", "--line=", "-h", "--wait", "-qo", "help",
    ]
    for _ in 0..<10_000 {
      let line = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        Bool.random(using: &random)
          ? words.randomElement(using: &random) ?? "" : random.text(pieces: 5)
      }
      do throws(UsageError) {
        _ = try sampleTable.parse(line)
      } catch {
        #expect(isHarmless(error.report(program: "shebao").text(.zh)))
      }
    }
  }

  @Test func `the sample contradicts itself nowhere`() {
    #expect(sampleTable.problems == [])
  }

  @Test func `contradictions in a table are found`() {
    let broken = CommandTable(
      program: "x", summary: Phrase(same: ""), globals: [.flag("wait", Phrase(same: ""))],
      commands: [
        CommandSpec(
          ["a"], Phrase(same: ""),
          options: [OptionSpec("wait", value: Phrase(same: "V"), Phrase(same: ""))],
          arguments: [
            ArgumentSpec("o", Phrase(same: ""), Phrase(same: ""), isOptional: true),
            ArgumentSpec("r", Phrase(same: ""), Phrase(same: "")),
          ],
          examples: [CommandExample("x a --nope", Phrase(same: ""))]),
        CommandSpec(["a"], Phrase(same: "")), CommandSpec(["a", "b"], Phrase(same: "")),
        CommandSpec(
          ["c"], Phrase(same: ""), options: [.flag("help", short: "h", Phrase(same: ""))]),
      ])
    #expect(broken.problems.count >= 8)
  }
}

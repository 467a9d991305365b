import Terminal
import Testing

@Suite struct HelpTests {
  private static let paths = [
    [], ["pay"], ["pay", "agreement"], ["pay", "qr"], ["todo"], ["todo", "list"], ["logout"],
    ["exit-codes"],
  ]

  @Test(arguments: Language.allCases, paths)
  func `no line of help is wider than 80 cells`(language: Language, path: [String]) throws {
    let text = try sampleTable.help(path, language)
    #expect(!text.isEmpty && text.hasSuffix("\n"))
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth().of(String(line)) <= CommandTable.helpColumns, "\(line)")
    }
  }

  @Test func `a command's help names all that it takes`() throws {
    let text = try sampleTable.help(["pay", "agreement"], .zh)
    for word in [
      "用法：\n  shebao pay agreement <告知单号>", "--confirm-amount <金额>", "--wait", "脚本缴费", "--output",
    ] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test func `a long example goes on behind a backslash`() throws {
    let text = try sampleTable.help(["pay", "agreement"], .en)
    #expect(text.contains(" \\\n      "))
  }

  @Test func `help for an unknown command has a suggestion`() {
    #expect(throws: UsageError.unknownCommand("pya", suggestion: "pay")) {
      try sampleTable.help(["pya"], .zh)
    }
  }
}

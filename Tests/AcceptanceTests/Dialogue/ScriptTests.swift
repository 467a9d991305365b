import Testing

/// The syntax of dialogues, and the matching of their answers.
struct ScriptTests {
  @Test func `a script is read into steps`() throws {
    let script = try Script(
      name: "s", text: "# rule: T5\n$ one\na\n\nb\n\n# note\n$ two\nexit 84\n$ three\n")
    #expect(script.steps.map(\.command) == ["one", "two", "three"])
    #expect(script.steps.map(\.expected) == [["a", "", "b"], [], []])
    #expect(script.steps.map(\.exit) == [0, 84, 0])
  }

  @Test func `a script without a command is refused`() {
    #expect(throws: RigFailure.self) { try Script(name: "s", text: "# nothing\n") }
  }

  @Test(arguments: [
    ("a (b) 1.50", "a (b) 1.50", true), ("a (b) 1.50", "a (b) 1x50", false),
    ("到 <*> 止", "到 2026-11-24 止", true), ("<number> 元", "12 元", true),
    ("<number> 元", "一 元", false), ("<unknown>", "<unknown>", true),
  ])
  func `a line is matched`(_ expected: String, _ actual: String, _ fits: Bool) throws {
    let found = try Bindings([:]).matching([expected], [actual])
    #expect((found != nil) == fits)
  }

  @Test func `dots take any lines, and names keep what they stood for`() throws {
    let bindings = Bindings(["known": "7"])
    let found = try bindings.matching(
      ["...", "ticket <t=number> of <known>", "..."], ["x", "ticket 42 of 7", "y", "z"])
    #expect(found?.filled("pay <t>") == "pay 42")
    #expect(try bindings.matching(["<known>"], ["8"]) == nil)
  }
}

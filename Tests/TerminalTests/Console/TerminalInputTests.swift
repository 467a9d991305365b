import Terminal
import TestConsole
import Testing

@Suite struct TerminalInputTests {
  let amount = Question(
    Phrase("请输入金额确认", "type the amount"), flag: "--confirm-amount 13117.27")
  let pin = Question(
    Phrase("支付密码", "payment password"), flag: "--pin-fd 3", fileForm: "--pin-file FILE")

  private func input(_ console: ScriptedConsole, noInput: Bool = false) -> TerminalInput {
    TerminalInput(console, .zh, noInput: noInput)
  }

  @Test func `no question is asked without a terminal or with --no-input`() {
    let console = ScriptedConsole(["x"])
    let quiet = input(console, noInput: true)
    #expect(throws: InputFailure.missing(pin)) { try quiet.hidden(pin) }
    console.isInteractive = false
    let piped = input(console)
    #expect(!piped.canAsk)
    #expect(throws: InputFailure.missing(pin)) { try piped.line(pin) }
    #expect(throws: InputFailure.missing(pin)) { try piped.choice(pin, [pin.what]) }
    #expect(throws: InputFailure.missing(pin)) { try piped.isConfirmed(pin) }
    #expect(throws: InputFailure.missing(amount)) {
      try piped.confirm(amount, amountFen: 1, given: nil)
    }
    #expect(console.messages.isEmpty)
    let report = InputFailure.missing(pin).report
    #expect(report.exit == .inputMissing)
    #expect(report.next?.zh == "--pin-fd 3 或 --pin-file FILE")
  }

  @Test func `a line is folded and asked for until it is there`() throws {
    let console = ScriptedConsole(["", "　", "Ｔ８Ｋ２ "])
    #expect(try input(console).line(amount) == "T8K2")
    #expect(console.messages == String(repeating: "请输入金额确认: ", count: 3))
    let silent = ScriptedConsole(["", "", "", "late"])
    #expect(throws: InputFailure.noChoice(amount.what)) { try input(silent).line(amount) }
    #expect(throws: InputFailure.ended(amount.what)) {
      try input(ScriptedConsole()).line(amount)
    }
  }

  @Test func `a secret is never folded`() throws {
    let secret = try input(ScriptedConsole(secrets: ["１２３ "])).hidden(pin)
    #expect(secret.withBytes { $0 } == Array("１２３ ".utf8))
    #expect("\(secret)" == "***")
  }

  @Test(arguments: [(["2"], 1), (["９", "0", "１"], 0)])
  func `a choice is made by its number`(answers: [String], chosen: Int) throws {
    let console = ScriptedConsole(answers)
    let options = [Phrase("短信", "SMS"), Phrase("扫\u{1b}码", "scan")]
    #expect(try input(console).choice(pin, options) == chosen)
    #expect(console.messages.hasPrefix("支付密码\n  1) 短信\n  2) 扫码\n1-2: "))
  }

  @Test func `three wrong numbers end a choice`() {
    let console = ScriptedConsole(["3", "x", "", "1"])
    #expect(throws: InputFailure.noChoice(pin.what)) {
      try input(console).choice(pin, [pin.what, pin.what])
    }
    #expect(console.lines == ["1"])
  }

  @Test(arguments: [
    ("y", true), ("Ｙ", true), ("是", true), ("YES", true), ("n", false), ("", false),
  ])
  func `only a clear yes is yes`(answer: String, isYes: Bool) throws {
    #expect(try input(ScriptedConsole([answer])).isConfirmed(pin) == isYes)
  }

  @Test(arguments: ["13117.27", "13,117.27", "１３，１１７．２７"])
  func `the amount is typed in any usual form`(answer: String) throws {
    try input(ScriptedConsole(["y", answer])).confirm(amount, amountFen: 1_311_727, given: nil)
    let script = input(ScriptedConsole(), noInput: true)
    try script.confirm(amount, amountFen: 1_311_727, given: answer)
  }

  @Test func `a wrong amount is refused, three times asked or once given`() {
    let mismatch = InputFailure.confirmationMismatch(expected: "13117.27")
    let console = ScriptedConsole(["y", "13117.28", "yes", "13117.27"])
    #expect(throws: mismatch) {
      try input(console).confirm(amount, amountFen: 1_311_727, given: nil)
    }
    #expect(throws: mismatch) {
      try input(console).confirm(amount, amountFen: 1_311_727, given: "13117.26")
    }
    #expect(console.lines == ["13117.27"])
    #expect(mismatch.report.exit == .confirmationMismatch)
  }

  @Test func `an id is typed to delete`() throws {
    try input(ScriptedConsole(["G3"])).confirm(pin, typed: "G3", given: nil)
    #expect(throws: InputFailure.confirmationMismatch(expected: "G3")) {
      try input(ScriptedConsole()).confirm(pin, typed: "G3", given: "g3")
    }
  }

  @Test func `reports go to stderr, and as JSON to stdout where it was asked for`() throws {
    let console = ScriptedConsole()
    try console.show(InputFailure.interrupted.report, .json, .en)
    #expect(console.output.hasPrefix(#"{"v":1,"ok":false,"error":{"exit":130,"#))
    #expect(console.messages.hasPrefix("Error 130  interrupted"))
    try console.show(InputFailure.notUTF8.report, .table, .en)
    #expect(!console.output.contains("UTF-8"))
  }
}

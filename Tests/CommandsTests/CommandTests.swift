import Protocol
import Terminal
import TestConsole
import Testing

@testable import Commands

/// The catalogue of commands, and behaviour that all commands share.
@Suite struct `The commands` {
  @Test func `their table is sound, and every page of help fits`() throws {
    #expect(Catalogue.table.problems.isEmpty)
    for command in Catalogue.commands {
      for language in Language.allCases {
        #expect(try !Catalogue.table.help(command.spec.path, language).isEmpty)
      }
    }
  }

  @Test func `each example is understood`() throws {
    for example in Catalogue.commands.flatMap(\.spec.examples) {
      let words = example.line.split(separator: " ").dropFirst().map(String.init)
      guard case .run = try Catalogue.table.parse(words) else {
        Issue.record("\(example.line)")
        continue
      }
    }
  }

  @Test func `none asks anything with --no-input, or ends well without a server`() throws {
    let local: Set = [
      "completion", "version", "rpc list", "rpc describe", "rpc decode", "officer generate",
    ]
    for command in Catalogue.commands where !local.contains(command.spec.name) {
      let rig = try CommandRig()
      rig.console.isInteractive = true
      let arguments = command.spec.arguments.map { _ in "1" }.joined(separator: " ")
      let exit = rig.run("\(command.spec.name) \(arguments) --no-input")
      #expect(exit != 0, "\(command.spec.name)")
      #expect(rig.console.questions == 0, "\(command.spec.name)")
    }
  }

  @Test func `a clerk's command without a session ends with 80 and names the login`() throws {
    let rig = try CommandRig(signedIn: false)
    #expect(rig.run("todo list") == 80)
    #expect(rig.calls.asked.isEmpty)
    #expect(rig.console.messages.contains("shebao login password"))
  }

  @Test func `a session that the server has ended is forgotten`() throws {
    let rig = try CommandRig()
    #expect(rig.run("todo list", [CommandFixtures.refused("NOT_SIGNED_IN")]) == 80)
    #expect(try rig.store.session() == nil)
  }

  @Test func `T1: to-dos in a table, as JSON, as lines and as CSV`() throws {
    let todo = try CommandFixtures.todo()
    let list = TodoList(todos: [todo], amount: todo.amount, remaining: todo.remaining)
    func output(_ form: String) throws -> String {
      let rig = try CommandRig()
      #expect(rig.run("todo list -o \(form)", [.success(list)]) == 0)
      return rig.console.output
    }
    #expect(try output("table").contains("共 1 笔，未缴 8,454.30 元"))
    let json = try JSONParser.parse(output("json"))
    #expect(json["ok"] == true && json["v"] == 1)
    let first = json["data"]?["todos"]?.array?.first
    #expect(first?["remaining"]?["yuan"] == "8454.30" && first?["sequential"] == true)
    #expect(try JSONParser.parse(output("jsonl"))["notice"] == "HR1")
    #expect(try output("csv").contains("HR1,100000,失业保险费,2026-04,未缴费,8454.30"))
  }

  @Test func `T3: declaring repeats the version and the amount that were confirmed`() throws {
    let rig = try CommandRig()
    let todo = try CommandFixtures.todo()
    let result = DeclareResult(
      notice: todo.notice, status: .unpaid, amount: todo.amount, text: "申报成功，请返回主页进行缴费")
    let exit = rig.run(
      "declare save HR1 --confirm-amount 8,454.3 --no-input",
      [
        .success(TodoDetail(todo: todo, lines: [])),
        .success(result),
      ])
    #expect(exit == 0)
    guard case .declare(.save(let save)) = rig.calls.asked[1].request else { return }
    #expect(save.version == 3 && save.amount.fen == 845_430)
    #expect(rig.console.output.contains("申报成功，请返回主页进行缴费"))
  }

  @Test func `a change whose answer was lost is repeated under its key`() throws {
    let rig = try CommandRig()
    let detail = TodoDetail(todo: try CommandFixtures.todo(), lines: [])
    let line = "declare save HR1 --confirm-amount 8454.30 --no-input"
    #expect(rig.run(line, [.success(detail), CommandFixtures.lost, CommandFixtures.lost]) == 87)
    let key = rig.calls.asked[1].terms.key
    #expect(rig.run(line, [.success(detail), CommandFixtures.refused("ALREADY_DECLARED")]) == 88)
    #expect(rig.calls.asked[1].terms.key == key)
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test func `L1.1: the slider's proof has the zero bits that were asked for`() throws {
    let slider = Slider(
      challenge: [1, 2, 3], width: 280, proofBits: 8, expires: Timestamp(clamping: 0))
    let proof = try SliderSolution.proof(slider)
    #expect(proof < 1 << 16)
    #expect(SliderSolution.zeroBits([0, 0x0F]) == 12)
    let hard = Slider(
      challenge: [], width: 1, proofBits: SliderSolution.proofBitsMax + 1,
      expires: Timestamp(clamping: 0))
    #expect(throws: ErrorReport.self) { try SliderSolution.proof(hard) }
  }

  @Test(arguments: [
    ("3d12h30m", UInt64(304_200_000)), ("90s", 90_000), ("26d", 2_246_400_000),
  ])
  func `a length of time is read as typed`(text: String, milliseconds: UInt64) {
    #expect(DurationText.milliseconds(text) == milliseconds)
  }

  @Test(arguments: [
    "", "3", "d", "3x", "0s", "99999999999999999999d", "-3d",
    String(repeating: "999999999d", count: 214),
  ])
  func `a text that is no length of time is refused`(text: String) {
    #expect(DurationText.milliseconds(text) == nil)
  }
}

import Protocol
import Terminal
import Testing
import Transport

@testable import Commands

/// `rpc call` and `rpc decode`, and JSON as messages.
@Suite struct RpcTests {
  /// Makes the message that it visits of its own JSON.
  private struct Again: MessageVisitor {
    let amount: Filling.Amount
    var isEqual: Bool?

    private static func made<M: Message>(_ type: M.Type, _ json: JSONValue) -> M? {
      do throws(ErrorReport) { return try JSONMessage.make(type, of: json) } catch { return nil }
    }

    mutating func visit<M: Message>(_ type: M.Type) {
      do throws(Malformed) {
        let message = try fill(type, Filling(amount, seed: 5, bytesMax: 40, countMax: 2))
        let json = MessageJSON.of(message)
        // What is shown masked, and an instant, do not come back from their text.
        guard !json.text.contains("*"), !json.text.contains("+08:00") else { return }
        isEqual = Self.made(type, json) == message
      } catch { isEqual = false }
    }
  }

  @Test func `every request without secrets comes back from its JSON`() throws {
    let probes = try MessageRegistry.entries().map(\.probe)
    var seen = 0
    for name in Set(Method.all.map(\.messages.request)).sorted() {
      let probe = try #require(probes.first { $0.name == name })
      var again: any MessageVisitor = Again(amount: .minimal)
      probe.show(&again)
      guard let isEqual = (again as? Again)?.isEqual else { continue }
      #expect(isEqual, "\(name)")
      seen += 1
    }
    #expect(seen > 20)
  }

  @Test func `a call sends what its JSON says, with the session, and shows the reply`() throws {
    let stage = try Stage()
    let list = TodoList(todos: [], amount: .zero, remaining: .zero)
    #expect(
      stage.run(
        "rpc call todo.list {\"status\":\"unpaid\"} -o json", [.success(list)])
        == 0)
    #expect(stage.calls.asked.map(\.request) == [.todo(.list(TodoFilter(status: .unpaid)))])
    #expect(stage.calls.asked.first?.terms.session != nil)
    #expect(try JSONParser.parse(stage.console.output)["data"]?["todos"]?.array == [])
  }

  @Test(
    arguments: [
      ("{\"notice\":\"N1\",\"colour\":1}", 65), ("{\"notice\":7}", 65), ("{}", 65), ("[]", 65),
      ("{", 65),
    ] as [(String, Int32)])
  func `JSON that does not fit is refused before anything is sent`(
    _ json: String, _ exit: Int32
  ) throws {
    let stage = try Stage()
    #expect(stage.run("rpc call todo.show \(json)") == exit)
    #expect(stage.calls.asked.isEmpty)
  }

  @Test(arguments: [
    "1780000000000", "\"1780000000000\"", "\"2026-05-28T20:26:40Z\"",
    "\"2026-05-29T04:26:40+08:00\"",
    "\"2026-05-28t17:56:40.000-02:30\"", "\"2026-05-29T04:26:40.0+08:00\"",
  ])
  func `an instant is milliseconds, or ISO 8601 with its offset`(text: String) throws {
    let stage = try Stage(signedIn: false)
    let shown = try #require(Timestamp(number: 1_780_000_000_000))
    let line = "rpc call officer.clock.confirm {\"wall\":\(text)} --dry-run -o json"
    #expect(stage.run(line) == 0)
    let data = try JSONParser.parse(stage.console.output)["data"]
    #expect(data?["request"]?["wall"] == .string("\(shown)"))
  }

  @Test(arguments: ["\"2026-05-28T20:26:40\"", "\"yesterday\"", "true", "-1", "253402272000000"])
  func `what is no instant is refused with both forms named`(text: String) throws {
    let stage = try Stage(signedIn: false)
    #expect(stage.run("rpc call officer.clock.confirm {\"wall\":\(text)} --dry-run") == 65)
    #expect(stage.console.messages.contains("wall"))
    #expect(stage.console.messages.contains("2026-04-30T10:02:03+08:00"))
  }

  @Test func `a dry call shows the bytes, and decode reads them back`() throws {
    let stage = try Stage()
    #expect(stage.run("rpc call todo.show {\"notice\":\"N1\"} --dry-run -o json") == 0)
    let hex = try #require(try JSONParser.parse(stage.console.output)["data"]?["hex"]?.string)
    #expect(stage.calls.asked.isEmpty)
    let other = try Stage(signedIn: false)
    #expect(other.run("rpc decode NoticeReference \(hex) -o json") == 0)
    #expect(try JSONParser.parse(other.console.output)["data"]?["notice"] == "N1")
  }

  @Test func `a secret is not taken from the command line, and not shown`() throws {
    let json = """
      {"request":"00000000000000000000000000000001","code":"123456","password":"246810",\
      "again":"246810"}
      """
    let typed = try Stage()
    #expect(typed.run("rpc call payment-password.set \(json)") == 64)
    #expect(typed.calls.asked.isEmpty)
    let piped = try Stage()
    piped.console.lines = [json]
    #expect(piped.run("rpc call payment-password.set - --dry-run") == 0)
    #expect(!piped.console.output.contains("246810"))
  }

  @Test(
    arguments: [
      ("rpc decode Nothing 00", 65), ("rpc decode NoticeReference zz", 65),
      ("rpc decode NoticeReference ff", 65), ("rpc call bank.orders", 64),
    ] as [(String, Int32)])
  func `what is no message, no bytes or a stream is refused`(
    _ line: String, _ exit: Int32
  ) throws {
    let stage = try Stage()
    #expect(stage.run(line) == exit)
    #expect(stage.calls.asked.isEmpty)
  }

  @Test func `a payment by hand without a session asks nothing of the server`() throws {
    let stage = try Stage(signedIn: false)
    let pay =
      "{\"notice\":\"N1\",\"version\":1,\"total\":{\"fen\":5},\"digest\":\""
      + String(repeating: "00", count: 32) + "\"}"
    #expect(stage.run("rpc call pay.agreement \(pay)") == 80)
    #expect(stage.console.messages.contains("shebao login password"))
    #expect(!stage.calls.isGreeted && stage.calls.asked.isEmpty)
  }

  @Test func `a change by hand has its key on disk before it leaves`() throws {
    let stage = try Stage()
    let line = "rpc call declare.save {\"notice\":\"N1\",\"version\":1,\"amount\":{\"fen\":5}}"
    #expect(stage.run(line, [.failure(.closed(.broken(errno: 104)))]) != 0)
    let kept = try stage.store.pending()
    #expect(kept.map(\.method) == [DeclareMethods.save.method])
    #expect(stage.calls.asked.first?.terms.key == kept.first?.key)
  }
}

import Protocol
import Terminal
import TestConsole
import Testing
import Transport

@testable import Commands

/// `rpc call` and `rpc decode`, and JSON as messages.
@Suite struct RpcTests {
  /// Writes the message type that it visits as JSON and reads that back.
  private struct RoundTrip: MessageVisitor {
    let amount: Filling.Amount
    var isEqual: Bool?

    private static func made<M: Message>(_ type: M.Type, _ json: JSONValue) -> M? {
      do throws(ErrorReport) { return try MessageJSON.make(type, of: json) } catch { return nil }
    }

    mutating func visit<M: Message>(_ type: M.Type) {
      do throws(Malformed) {
        let message = try fill(type, Filling(amount, seed: 5, bytesMax: 40, countMax: 2))
        let json = MessageJSON.of(message)
        // Masked values and instants can't be read back from their text.
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
      var trip: any MessageVisitor = RoundTrip(amount: .minimal)
      probe.show(&trip)
      guard let isEqual = (trip as? RoundTrip)?.isEqual else { continue }
      #expect(isEqual, "\(name)")
      seen += 1
    }
    #expect(seen > 20)
  }

  @Test func `a call sends what its JSON says, with the session, and shows the reply`() throws {
    let rig = try CommandRig()
    let list = TodoList(todos: [], amount: .zero, remaining: .zero)
    #expect(
      rig.run(
        "rpc call todo.list {\"status\":\"unpaid\"} -o json", [.success(list)])
        == 0)
    #expect(rig.calls.asked.map(\.request) == [.todo(.list(TodoFilter(status: .unpaid)))])
    #expect(rig.calls.asked.first?.terms.session != nil)
    #expect(try JSONParser.parse(rig.console.output)["data"]?["todos"]?.array == [])
  }

  @Test(
    arguments: [
      ("{\"notice\":\"N1\",\"colour\":1}", 65), ("{\"notice\":7}", 65), ("{}", 65), ("[]", 65),
      ("{", 65),
    ] as [(String, Int32)])
  func `JSON that does not fit is refused before anything is sent`(
    _ json: String, _ exit: Int32
  ) throws {
    let rig = try CommandRig()
    #expect(rig.run("rpc call todo.show \(json)") == exit)
    #expect(rig.calls.asked.isEmpty)
  }

  @Test(arguments: [
    "1780000000000", "\"1780000000000\"", "\"2026-05-28T20:26:40Z\"",
    "\"2026-05-29T04:26:40+08:00\"",
    "\"2026-05-28t17:56:40.000-02:30\"", "\"2026-05-29T04:26:40.0+08:00\"",
  ])
  func `an instant is milliseconds, or ISO 8601 with its offset`(text: String) throws {
    let rig = try CommandRig(signedIn: false)
    let shown = try #require(Timestamp(number: 1_780_000_000_000))
    let line = "rpc call officer.clock.confirm {\"wall\":\(text)} --dry-run -o json"
    #expect(rig.run(line) == 0)
    let data = try JSONParser.parse(rig.console.output)["data"]
    #expect(data?["request"]?["wall"] == .string("\(shown)"))
  }

  @Test(arguments: ["\"2026-05-28T20:26:40\"", "\"yesterday\"", "true", "-1", "253402272000000"])
  func `a value that is no instant is refused with both forms named`(text: String) throws {
    let rig = try CommandRig(signedIn: false)
    #expect(rig.run("rpc call officer.clock.confirm {\"wall\":\(text)} --dry-run") == 65)
    #expect(rig.console.messages.contains("wall"))
    #expect(rig.console.messages.contains("2026-04-30T10:02:03+08:00"))
  }

  @Test func `a dry call shows the bytes, and decode reads them back`() throws {
    let rig = try CommandRig()
    #expect(rig.run("rpc call todo.show {\"notice\":\"N1\"} --dry-run -o json") == 0)
    let hex = try #require(try JSONParser.parse(rig.console.output)["data"]?["hex"]?.string)
    #expect(rig.calls.asked.isEmpty)
    let other = try CommandRig(signedIn: false)
    #expect(other.run("rpc decode NoticeReference \(hex) -o json") == 0)
    #expect(try JSONParser.parse(other.console.output)["data"]?["notice"] == "N1")
  }

  @Test func `a secret is not taken from the command line, and not shown`() throws {
    let json = """
      {"request":"00000000000000000000000000000001","code":"123456","password":"246810",\
      "again":"246810"}
      """
    let typed = try CommandRig()
    #expect(typed.run("rpc call payment-password.set \(json)") == 64)
    #expect(typed.calls.asked.isEmpty)
    let piped = try CommandRig()
    piped.console.lines = [json]
    #expect(piped.run("rpc call payment-password.set - --dry-run") == 0)
    #expect(!piped.console.output.contains("246810"))
  }

  @Test(
    arguments: [
      ("rpc decode Nothing 00", 65), ("rpc decode NoticeReference zz", 65),
      ("rpc decode NoticeReference ff", 65), ("rpc call bank.orders", 64),
    ] as [(String, Int32)])
  func `an unknown message, malformed bytes and a stream are refused`(
    _ line: String, _ exit: Int32
  ) throws {
    let rig = try CommandRig()
    #expect(rig.run(line) == exit)
    #expect(rig.calls.asked.isEmpty)
  }

  @Test func `a payment by hand without a session asks nothing of the server`() throws {
    let rig = try CommandRig(signedIn: false)
    let pay =
      "{\"notice\":\"N1\",\"version\":1,\"total\":{\"fen\":5},\"digest\":\""
      + String(repeating: "00", count: 32) + "\"}"
    #expect(rig.run("rpc call pay.agreement \(pay)") == 80)
    #expect(rig.console.messages.contains("shebao login password"))
    #expect(!rig.calls.isGreeted && rig.calls.asked.isEmpty)
  }

  @Test func `a change by hand has its key on disk before it leaves`() throws {
    let rig = try CommandRig()
    let line = "rpc call declare.save {\"notice\":\"N1\",\"version\":1,\"amount\":{\"fen\":5}}"
    #expect(rig.run(line, [.failure(.closed(.broken(errno: 104)))]) != 0)
    let kept = try rig.store.inFlight()
    #expect(kept.map(\.method) == [DeclareMethods.save.method])
    #expect(rig.calls.asked.first?.terms.key == kept.first?.key)
  }
}

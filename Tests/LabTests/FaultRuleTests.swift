import Protocol
import Testing

@testable import Lab

@Suite struct FaultRuleTests {
  @Test(arguments: [
    "refuse=24009*3", "silent@100", "delay=500@1000", "twice*1", "amount@1", "digest*2",
    "cut=before-taking*1", "cut=after-taking@5", "cut=after-doing*1000000000",
    "102452000012/silent@1000", "delay=3600000*1",
  ])
  func `a rule reads back as it is written`(_ text: String) throws {
    #expect(try FaultRule.parse(text).map(\.text) == [text])
  }

  @Test(arguments: ["", " ", ",", "\n# nothing\n"]) func `a blank spec has no rules`(
    _ text: String
  ) throws {
    #expect(try FaultRule.parse(text).isEmpty)
  }

  @Test(arguments: [
    "silent*0", "silent@0", "silent@1001", "silent*1000000001",
    "silent@10%", "silent=1", "refuse", "refuse=", "refuse=abc", "refuse=12345678901234567",
    "delay", "delay=0", "delay=3600001", "cut", "cut=never", "nothing", "12/silent", "/silent",
    "silent*", "*1", "silent**2",
  ])
  func `a malformed rule is refused, and named`(_ text: String) {
    #expect(throws: FaultProblem.unreadable(text)) { try FaultRule.parse(text) }
  }

  @Test func `a spec has commas, lines and comments`() throws {
    let spec = "silent*1, twice*2 # both\n\n  amount@3\n# end"
    #expect(try FaultRule.parse(spec).map(\.text) == ["silent*1", "twice*2", "amount@3"])
  }

  @Test func `a spec has its limits`() throws {
    let full = Array(repeating: "silent", count: FaultRule.rulesMax)
    #expect(try FaultRule.parse(full.joined(separator: ",")).count == FaultRule.rulesMax)
    #expect(throws: FaultProblem.tooMany) {
      try FaultRule.parse((full + ["silent"]).joined(separator: ","))
    }
    let long = "#" + String(repeating: "x", count: FaultRule.specBytesMax - 1)
    #expect(try FaultRule.parse(long).isEmpty)
    #expect(throws: FaultProblem.tooLong) { try FaultRule.parse(long + "x") }
  }

  @Test func `counts run out, other banks are spared, the seed decides the rest`() throws {
    let bank = try #require(BankNumber("102452000012"))
    let other = try #require(BankNumber("103452000011"))
    let rules = try FaultRule.parse("102452000012/silent*2, twice@300")
    var plan = FaultPlan(rules, bank: bank, seed: 5)
    #expect(plan.draw() == .silent)
    #expect(plan.draw() == .silent)
    var again = plan
    let drawn = (0..<1_000).map { _ in plan.draw() }
    #expect(drawn == (0..<1_000).map { _ in again.draw() })
    #expect((200...400).contains(drawn.count { $0 == .twice }))
    var spared = FaultPlan(rules, bank: other, seed: 5)
    #expect(!(0..<100).map { _ in spared.draw() }.contains(.silent))
  }
}

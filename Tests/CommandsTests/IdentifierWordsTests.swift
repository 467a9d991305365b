import Protocol
import Terminal
import TestConsole
import Testing

@testable import Commands

/// The reports on invalid identifiers.
@Suite struct IdentifierWordsTests {
  private static let open = "login password --user 13800000001 --no-input --taxpayer "

  @Test(
    arguments: [
      ("91350100M000100Y4O", "原因     第 18 位为字母 O：不使用 I、O、Z、S、V", "下一步   请核对第 18 位是否为 0"),
      ("91350100M000100Y44", "末位应为 3", "核对证照"),
      ("91350100M000100Y", "应为 18 位，现为 16 位", "核对证照"),
    ])
  func `a wrong taxpayer code is answered with what, why and what next`(
    typed: String, why: String, next: String
  ) throws {
    let rig = try CommandRig(signedIn: false)
    #expect(rig.run(Self.open + typed) == 65)
    #expect(rig.console.messages.contains("纳税人识别号无效：\(typed)"))
    #expect(rig.console.messages.contains(why))
    #expect(rig.console.messages.contains(next))
  }

  @Test(
    arguments: [
      ("todo show HR!1", "第 3 位不应为“!”"),
      ("todo show HR!1 --lang en", "'!' cannot stand at position 3"),
      ("agreement show XY@", "第 3 位不应为“@”"), ("pay list --notice HR!1", "第 3 位不应为“!”"),
      (
        "account activate --resident 110105194912310021 --mobile 13800000001 --no-input",
        "末位应为 X"
      ),
      (
        "account activate --resident 11010519490231002X --mobile 13800000001 --no-input",
        "其中的日期不存在"
      ),
      ("account activate --resident 11010519491231002X --mobile 1380000 --no-input", "应为 11 位"),
    ])
  func `each wrong identifier is refused with its reason`(line: String, why: String) throws {
    let rig = try CommandRig()
    #expect(rig.run(line) == 65)
    #expect(rig.console.messages.contains(why))
    #expect(rig.calls.asked.isEmpty)
  }

  @Test(arguments: ["social-insurance-clerk", "socialInsuranceClerk"])
  func `an identity is taken as whoami's JSON spells it`(word: String) throws {
    let rig = try CommandRig(signedIn: false)
    let line = "login password --taxpayer 91350100M000100Y43 --user 13800000001 --no-input"
    #expect(rig.run(line + " --password-stdin --identity \(word)") != 64)
    #expect(!rig.console.messages.contains("--identity"))
  }
}

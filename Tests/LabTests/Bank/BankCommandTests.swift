import Protocol
import Terminal
import TestFolders
import Testing

@testable import Lab

@Suite struct BankCommandTests {
  private static func row(_ account: String, name: String = "甲公司", balance: Int64 = 5) -> JSONValue
  {
    ["account": .string(account), "name": .string(name), "balance": .integer(balance)]
  }

  @Test func `opening may be repeated, and never changes an open account`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    for _ in 0..<2 {
      let reply = try rig.command(["do": "open", "accounts": [Self.row("370200009999999")]])
      #expect(reply == .data(["accounts": 1]))
    }
    let other = try rig.command([
      "do": "open", "accounts": [Self.row("370200009999999", name: "乙公司")],
    ])
    guard case .refusal(let code, _)? = other else {
      Issue.record("\(String(describing: other))")
      return
    }
    #expect(code == "account.differs")
    let sums = try rig.partner.books.sums()
    #expect(sums.creditedFen == 1_005)
    #expect(sums.isBalanced)
  }

  @Test(
    arguments: [
      ["account": "1", "name": "甲"], ["account": "370200009999999", "name": ""],
      ["account": "370200009999999", "name": "甲", "balance": -1],
      ["account": "370200009999999", "name": "甲", "kind": "other"],
      ["account": "370200009999999", "name": "甲", "agreement": ""],
      ["account": "370200009999999", "name": "甲", "agreement": "X", "office": "1"], ["name": "甲"],
      [],
    ] as [JSONValue])
  func `an account that cannot be read is refused, with all its list`(_ row: JSONValue) throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    let reply = try rig.command(["do": "open", "accounts": [Self.row("370200008888888"), row]])
    guard case .refusal(let code, _)? = reply else {
      Issue.record("\(String(describing: reply))")
      return
    }
    #expect(code == "command.bad")
    #expect(rig.partner.bank.accounts.count == 1)
  }

  @Test func `a list of accounts has its limit`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    let rows = (0...BankControl.rowsMax).map { Self.row(String(370_200_010_000_000 + $0)) }
    let full = try rig.command(["do": "open", "accounts": .array(Array(rows.dropLast()))])
    #expect(full == .data(["accounts": .integer(Int64(BankControl.rowsMax))]))
    guard case .refusal? = try rig.command(["do": "open", "accounts": .array(rows)]) else {
      Issue.record("one too many was taken")
      return
    }
  }

  @Test func `a balance is set as a credit, so that the books still balance`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    try rig.deliver(rig.fixture.order(amount: 400))
    let account = JSONValue.string(rig.fixture.account.text)
    _ = try rig.command(["do": "balance", "account": account, "set": 50])
    #expect(try rig.balance == 50)
    let sums = try rig.partner.books.sums()
    #expect(sums.creditedFen == 450)
    #expect(sums.doneFen == 400)
    #expect(sums.isBalanced)
  }

  @Test func `a signed agreement waits for its verification`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000, status: nil)
    let sign: JSONValue = [
      "do": "sign", "account": .string(rig.fixture.account.text), "agreement": "XY0001",
    ]
    _ = try rig.command(sign)
    _ = try rig.command(sign)
    #expect(rig.partner.bank.agreements[rig.fixture.agreement]?.status == .signed)
    guard
      case .refusal(let code, _)? = try rig.command([
        "do": "sign", "account": "370200005555555", "agreement": "XY0002",
      ])
    else {
      Issue.record("signed for an account that is none")
      return
    }
    #expect(code == "account.none")
  }
}

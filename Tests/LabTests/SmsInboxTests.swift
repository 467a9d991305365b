import Protocol
import Terminal
import TestFolders
import Testing
import Transport

@testable import Lab

@Suite struct SmsInboxTests {
  private static func message(_ order: UInt64, _ mobile: String, _ text: String) throws
    -> SmsMessage
  {
    SmsMessage(
      order: Id128(high: 1, low: order), mobile: try #require(MobileNumber(mobile)), text: text)
  }

  @Test func `R-1309: the same order is kept once, over a restart`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let message = try Self.message(1, "13800138000", "您的验证码 123456，5 分钟内有效")
    for _ in 0..<2 {
      let inbox = try SmsInbox(path: folder.file("sms.db"))
      try inbox.keep([message, message], at: 5)
      let list = try inbox.messages(to: nil, after: 0, limit: 10)
      #expect(list.map(\.text) == [message.text])
      #expect(list.first?.code == "123456")
    }
  }

  @Test func `a phone sees its own messages, the newest last`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let inbox = try SmsInbox(path: folder.file("sms.db"))
    try inbox.keep(
      [
        Self.message(1, "13800138000", "a"), Self.message(2, "13900139000", "b"),
        Self.message(3, "13800138000", "c"),
      ], at: 5)
    let mobile = MobileNumber("13800138000")
    #expect(try inbox.messages(to: mobile, after: 0, limit: 10).map(\.text) == ["a", "c"])
    #expect(try inbox.messages(to: mobile, after: 0, limit: 1).map(\.text) == ["c"])
    #expect(try inbox.messages(to: nil, after: 2, limit: 10).map(\.id) == [3])
  }

  @Test(arguments: [
    ("验证码 123456。", "123456"), ("1234567 then 654321", "654321"), ("12345", nil),
    ("123456", "123456"), ("尾号１２３４５６", nil), ("", nil),
  ])
  func `a code is the first run of six digits`(_ text: String, _ code: String?) throws {
    let mobile = try #require(MobileNumber("13800138000"))
    #expect(InboxMessage(id: 1, mobile: mobile, text: text, at: 0).code == code)
  }

  @Test func `R-1309: a message is acknowledged only after it was kept`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let gateway = GatewayPartner(inbox: try SmsInbox(path: folder.file("sms.db"))) { 9 }
    let message = try Self.message(1, "13800138000", "123456")
    gateway.item(SmsMethods.messages.method, encode(message))
    let turn = try gateway.turn(now: 0)
    #expect(turn.calls.map(\.method) == [SmsMethods.acknowledge.method])
    #expect(turn.calls.first?.body == encode(SmsAcknowledge(order: message.order)))
    let kept = try SmsInbox(path: folder.file("sms.db")).messages(to: nil, after: 0, limit: 10)
    #expect(kept.count == 1)
    #expect(try gateway.turn(now: 1).calls.isEmpty)
  }
}

import Protocol
import Terminal
import Testing

@testable import Commands

/// The two JSON forms of a message, and the faults of JSON that is not one: contracts, byte for
/// byte.
@Suite struct JSONFormTests {
  private static let notice = NoticeRecord(
    notice: "N\"1\\", version: 1, registration: "1", agency: "", unit: "职工", office: "",
    sequential: true, special: false, due: "2026-01-31", total: 123_405,
    lines: [
      LineRecord(
        item: "102100100", itemName: "养老（单位）", levyName: "", personal: false, from: "2026-01",
        through: "2026-01", heads: 12, base: -7, rate: 160_000, amount: 123_405, lateFee: 2,
        deferrableUntil: "", policy: "")
    ])

  @Test func `the officer's file has yuan as text, and leaves out what has its default`() {
    var writer = RecordWriter()
    writer.line("notice", Self.notice)
    writer.line("withdraw", WithdrawRecord(notice: "N2", registration: ""))
    #expect(
      String(decoding: writer.drain(), as: UTF8.self) == #"""
        {"notice":{"notice":"N\"1\\","version":1,"registration":"1","unit":"职工",\#
        "sequential":true,"due":"2026-01-31","total":"1234.05","lines":[{"item":"102100100",\#
        "itemName":"养老（单位）","from":"2026-01","through":"2026-01","heads":12,"base":"-0.07",\#
        "rate":160000,"amount":"1234.05","lateFee":2}]}}
        {"withdraw":{"notice":"N2"}}

        """#)
  }

  @Test func `an answer has fen and yuan, every field, and null for what is absent`() throws {
    let option = DeclareSave(
      notice: try #require(NoticeNumber(text: "N1")), version: 1,
      amount: try #require(Money(fen: 5)))
    #expect(
      MessageJSON.of(option).text
        == #"{"notice":"N1","version":1,"amount":{"fen":5,"yuan":"0.05"}}"#)
    #expect(MessageJSON.of(TodoFilter()).text == #"{"status":null}"#)
    let line = try #require(MessageJSON.of(Self.notice)["lines"]?.array?.first)
    #expect(line["base"] == -7 && line["policy"] == "" && line["personal"] == false)
  }

  @Test(arguments: [
    (#"{"notice":{"total":1234}}"#, #"notice.total: 应为以元计的金额，如 "1234.56""#),
    (#"{"notice":{"total":{"fen":1}}}"#, #"notice.total: 应为以元计的金额，如 "1234.56""#),
    (
      #"{"notice":{"lines":[{"amount":"1"},{"heads":-1}]}}"#, "notice.lines[2].heads: 应为非负整数"
    ),
    (#"{"notice":{"version":"1"}}"#, "notice.version: 应为非负整数"),
    (#"{"notice":{"sequential":1}}"#, "notice.sequential: 应为 true 或 false"),
    (#"{"notice":{"notice":7}}"#, "notice.notice: 应为字符串"),
    (#"{"person":{"mobile":"138000000012"}}"#, "person.mobile: 超过 11 字节"),
    (#"{"notice":{"lines":{}}}"#, "notice.lines: 应为数组"),
    (#"{"notice":{"lines":[{},1]}}"#, "notice.lines[2]: 应为对象"),
    (#"{"notice":{"lines":[null]}}"#, "notice.lines[1]: 缺少"),
    (#"{"person":{"nam":"x"}}"#, "person.nam: 没有此字段"),
    (
      #"{"employer":{"enrolments":[{"insurances":[{"x":1}]}]}}"#,
      "employer.enrolments[1].insurances[1].x: 没有此字段"
    ),
    (#"{"employer":1}"#, "employer 应为对象"),
  ])
  func `a line of the file is refused in the words that it always was`(
    _ line: String, _ words: String
  ) {
    do throws(UnreadableRecord) {
      _ = try RecordReader.record(1, Array(line.utf8))
      Issue.record("taken: \(line)")
    } catch {
      #expect(error.reason.zh == words)
    }
  }

  @Test(arguments: [
    (#"{"notice":7}"#, "notice"), ("{}", "notice"), ("[]", "NoticeReference"),
    (#"{"notice":"N1","x":1}"#, "x"), (#"{"notice":null}"#, "notice"),
  ])
  func `a call is refused by the member that is wrong`(_ json: String, _ place: String) throws {
    try expect(NoticeReference.self, json, place)
  }

  @Test(arguments: [
    (#"{"lines":[{},{"heads":-1}]}"#, "lines.heads"), (#"{"lines":[null]}"#, "lines"),
    (#"{"lines":[{"x":1}]}"#, "lines.x"), (#"{"lines":[7]}"#, "lines"), (#"{"lines":7}"#, "lines"),
    (#"{"total":"1.00"}"#, "total"), (#"{"total":{"fen":1}}"#, "total"),
    (#"{"unit":"1234567890123"}"#, "TOO_LONG in field 5 at byte 0"),
  ])
  func `a call's list is refused by its member, and a maximum by its number`(
    _ json: String, _ place: String
  ) throws {
    try expect(NoticeRecord.self, json, place)
  }

  private func expect<M: Message>(_ type: M.Type, _ json: String, _ place: String) throws {
    let value = try JSONParser.parse(json)
    do throws(ErrorReport) {
      _ = try MessageJSON.make(type, of: value)
      Issue.record("taken: \(json)")
    } catch {
      #expect(error.what.zh == "JSON 与消息不符：\(place)")
    }
  }
}

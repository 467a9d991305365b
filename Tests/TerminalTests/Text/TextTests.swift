import Terminal
import Testing

@Suite struct SanitizeTests {
  @Test(arguments: [
    ("中文 abc", "中文 abc"), ("\u{1b}[31mred", "[31mred"), ("a\r\nb\tc", "a b c"),
    ("\u{202e}abc\u{2066}", "abc"), ("a\u{9b}31m", "a31m"), ("a\u{200b}b\u{feff}", "ab"),
    ("👨‍👩‍👧", "👨‍👩‍👧"), ("a\u{2028}b", "a b"), ("\u{7f}\u{0}\u{ffff}", ""),
  ])
  func `characters that could steer the terminal are removed`(text: String, expected: String) {
    #expect(Sanitize.line(text) == expected)
  }

  @Test func `lines keep their ends and no other control character`() {
    #expect(Sanitize.lines("a\r\nb\rc\n\u{1b}d") == "a\nb\nc\nd")
  }

  @Test(arguments: [(4, 4), (5, 4), (1_000, 4)])
  func `marks are stacked no higher than the limit`(given: Int, kept: Int) {
    let text = "a" + String(repeating: "\u{301}", count: given)
    #expect(Sanitize.line(text).unicodeScalars.count == 1 + kept)
  }

  @Test func `ten thousand hostile strings leave only printable characters`() {
    var random = SeededGenerator(state: 99)
    for _ in 0..<10_000 {
      let text = random.text(pieces: 20)
      let line = Sanitize.line(text)
      let json = JSONValue.string(text).text
      let report = ErrorReport(.failed, code: "x", what: Phrase(same: text))
      let record = FieldList([(Phrase(same: text), .text(text))])
      let all = [
        line, Sanitize.lines(text), json, report.text(.zh), record.text(.en), record.aligned(.en),
      ]
      guard all.allSatisfy(isHarmless), Sanitize.line(line) == line,
        !(line + json).unicodeScalars.contains("\n")
      else {
        Issue.record("\(Array(text.unicodeScalars.map(\.value)))")
        return
      }
    }
  }
}

@Suite struct FullWidthTests {
  @Test(arguments: [
    ("１２３４．５６", "1234.56"), ("Ａｂ　ｃ～！", "Ab c~!"), ("中文，（）", "中文,()"), ("ｱ。", "ｱ。"), ("y", "y"),
  ])
  func `full-width ASCII folds to ASCII and nothing else does`(text: String, expected: String) {
    #expect(FullWidth.fold(text) == expected)
  }

  @Test(arguments: [("　ａ b　", "a b"), ("  ", ""), ("", "")])
  func `outer spaces of either width go`(text: String, expected: String) {
    #expect(FullWidth.trimmed(text) == expected)
  }
}

@Suite struct YuanTextTests {
  @Test(arguments: [
    ("1234.56", 123_456), ("1,234.5", 123_450), ("１，２３４．５６", 123_456), ("0", 0), ("0.01", 1),
    (" 7 ", 700), ("92233720368547758.07", Int64.max),
  ])
  func `amounts are read as typed`(text: String, fen: Int64) {
    #expect(YuanText.fen(text) == fen)
  }

  @Test(arguments: [
    "", ".", "1.", ".5", "1.234", "-1", "+1", "1,23", "12,34.00", ",123", "1234,567", "1e3", "一",
    "92233720368547758.08", "92233720368547759", "99999999999999999999", "1.2.3", "1 2", "1.0٣",
  ])
  func `a text that is no amount is refused`(text: String) {
    #expect(YuanText.fen(text) == nil)
  }

  @Test(arguments: [
    (0, "0.00"), (5, "0.05"), (100_000, "1,000.00"), (99_999, "999.99"), (-1, "-0.01"),
    (Int64.min, "-92,233,720,368,547,758.08"),
  ])
  func `tables group thousands`(fen: Int64, text: String) {
    #expect(YuanText.text(fen: fen, grouped: true) == text)
  }

  @Test func `twenty thousand amounts come back as they were`() {
    var random = SeededGenerator(state: 1)
    for _ in 0..<20_000 {
      let fen =
        Int64.random(in: 0...Int64.max, using: &random) >> Int64.random(in: 0...60, using: &random)
      let forms = [YuanText.text(fen: fen), YuanText.text(fen: fen, grouped: true)]
      guard forms.allSatisfy({ YuanText.fen($0) == fen }) else {
        Issue.record("\(fen)")
        return
      }
    }
  }
}

@Suite struct LanguageTests {
  @Test(
    arguments: [
      ([:], Language.zh), (["LANG": "en_GB.UTF-8"], .en), (["LANG": "C"], .zh),
      (["LANG": "C.UTF-8"], .zh),
      (["LC_ALL": "POSIX", "LANG": "en_US"], .zh),
      (["LC_MESSAGES": "zh_TW", "LANG": "en_US"], .zh),
      (["LC_ALL": "", "LANG": "de_DE"], .en), (["SHEBAO_LANG": "en", "LC_ALL": "zh_CN"], .en),
      (["LANG": "zh"], .zh), (["LANG": "zhuang"], .en),
    ] as [([String: String], Language)])
  func `the first variable that is set decides`(variables: [String: String], language: Language) {
    #expect(Language.chosen(option: nil) { variables[$0] } == language)
  }

  @Test func `the option comes before every variable`() {
    #expect(Language.chosen(option: "en") { _ in "zh_CN" } == .en)
    #expect(Language.chosen(option: "zh") { _ in "en_US" } == .zh)
  }
}

@Suite struct ErrorReportTests {
  let report = ErrorReport(
    .wrongSecret, code: "password.wrong",
    what: Phrase("支付密码错误", "wrong payment password"),
    why: Phrase("还可尝试 1 次", "1 try left"), next: Phrase(same: "shebao payment-password set"),
    trace: "01J9", details: JSONObject([JSONMember("left", 1)]))

  @Test func `a report for people has what, why and next`() {
    #expect(
      report.text(.zh) == """
        错误 82  支付密码错误
        原因     还可尝试 1 次
        下一步   shebao payment-password set
        追踪号   01J9

        """)
    #expect(
      report.text(.en).hasPrefix("Error 82  wrong payment password\nWhy       1 try left\nNext "))
  }

  @Test func `a report for scripts has the same as JSON`() {
    #expect(
      Envelope.failure(report, .en).text
        == #"{"v":1,"ok":false,"error":{"exit":82,"code":"password.wrong","#
        + #""message":"wrong payment password","why":"1 try left","#
        + #""next":"shebao payment-password set","trace":"01J9","details":{"left":1}}}"#)
  }

  @Test func `exit codes keep their numbers and have meanings in both languages`() {
    let numbers = ExitCode.allCases.map(\.rawValue)
    #expect(
      numbers == [0, 1, 64, 65, 66, 69, 70] + Array(73...78) + Array(80...92) + [130])
    for language in Language.allCases {
      let lines = ExitCode.help(language).split(separator: "\n")
      #expect(lines.count == numbers.count + 2)
      #expect(lines.allSatisfy { DisplayWidth().of(String($0)) <= 80 })
    }
  }
}

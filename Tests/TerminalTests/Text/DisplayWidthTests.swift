import Terminal
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("中文", 4), ("（）", 4), ("①", 1), ("…", 1), ("ｱ", 1), ("Ａ", 2), ("é", 1),
    ("e\u{301}", 1), ("한", 2), ("\u{1112}\u{1161}\u{11ab}", 2), ("😀", 2), ("👨‍👩‍👧", 2), ("👍🏽", 2),
    ("🇨🇳", 2), ("☺", 1), ("☺\u{fe0f}", 2), ("1\u{fe0f}\u{20e3}", 2), ("1\u{fe0f}", 1), ("\u{1b}", 0),
    ("\u{200b}", 0), ("𠮷", 2), ("か\u{3099}", 2), ("￥", 2), ("¥", 1), ("\r\n", 0), ("क्षि", 3),
    ("🏻🏼", 4),
  ])
  func `a text takes the cells of its scalars`(text: String, cells: Int) {
    #expect(DisplayWidth().of(text) == cells)
  }

  @Test(arguments: [("①", 2), ("…", 2), ("×", 2), ("a", 1), ("中", 2), ("\u{e000}", 2)])
  func `an ambiguous character takes two cells where the terminal says so`(
    text: String, cells: Int
  ) {
    #expect(DisplayWidth(ambiguous: .wide).of(text) == cells)
  }

  @Test(arguments: [
    ("中文字", 6, "中文字"), ("中文字", 5, "中.."), ("中文字", 4, "中.."), ("中文字", 3, ".."),
    ("abcdef", 5, "abc.."), ("abc", 2, ".."), ("abc", 1, "."), ("abc", 0, ""), ("abc", -1, ""),
  ])
  func `a cut text never splits a wide character`(text: String, columns: Int, expected: String) {
    #expect(DisplayWidth().truncated(text, to: columns) == expected)
  }

  @Test func `padding fills to the left or right by cells`() {
    #expect(DisplayWidth().padded("中", to: 4) == "中  ")
    #expect(DisplayWidth().padded("中", to: 4, .right) == "  中")
    #expect(DisplayWidth().padded("中文字", to: 4) == "中文字")
  }

  @Test(arguments: [DisplayWidth.Ambiguous.narrow, .wide])
  func `ten thousand random texts are cut to no more than the room`(
    ambiguous: DisplayWidth.Ambiguous
  ) {
    let width = DisplayWidth(ambiguous: ambiguous)
    var random = SeededGenerator(state: 7)
    for _ in 0..<10_000 {
      let text = random.text(pieces: 12)
      let room = Int.random(in: 0...14, using: &random)
      guard width.of(width.truncated(text, to: room)) <= room,
        width.of(text + "  " + text) == 2 * width.of(text) + 2
      else {
        Issue.record("\(Array(text.unicodeScalars.map(\.value)))")
        return
      }
    }
  }
}

@Suite struct LineWrapTests {
  @Test(arguments: [
    ("aa bb cc", 5, ["aa bb", "cc"]), ("中文，字", 6, ["中文，", "字"]),
    ("中文，字", 4, ["中", "文，", "字"]), ("中（文）", 4, ["中", "（文", "）"]),
    ("abcdef", 4, ["abcd", "ef"]), ("", 4, [""]), ("a\n\nb", 4, ["a", "", "b"]),
  ])
  func `lines break between words and wide characters`(
    text: String, columns: Int, expected: [String]
  ) {
    #expect(LineWrap().lines(text, columns: columns) == expected)
  }

  @Test func `no line of a random text is wider than the room`() {
    var random = SeededGenerator(state: 3)
    for _ in 0..<2_000 {
      let text = random.text(pieces: 30)
      for line in LineWrap().lines(text, columns: 9) { #expect(DisplayWidth().of(line) <= 9) }
    }
  }
}

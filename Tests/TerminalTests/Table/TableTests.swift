import Terminal
import Testing

@Suite struct TableTests {
  let todos = Table(
    [
      Column("id", Phrase("编号", "ID")), Column("levy", Phrase("险种", "Levy"), widthMax: 16),
      Column("due", Phrase("应缴(元)", "Due (yuan)"), .right),
      Column("sequential", Phrase("顺序", "Seq.")),
    ],
    [
      [.text("T8K2"), .text("职工基本养老保险"), .money(fen: 1_234_567), .yesNo(true)],
      [.text("T8K3"), .text("失业保险"), .money(fen: 77_160), .yesNo(false)],
    ])

  @Test func `columns align by display width under a rule`() {
    #expect(
      todos.text(.zh) == """
        编号  险种               应缴(元)  顺序
        ----  ----------------  ---------  ----
        T8K2  职工基本养老保险  12,345.67  是  
        T8K3  失业保险             771.60  否  

        """)
  }

  @Test func `CSV, plain and JSON carry amounts without commas`() {
    #expect(
      todos.rendered(.csv, .zh) == """
        编号,险种,应缴(元),顺序\r
        T8K2,职工基本养老保险,12345.67,是\r
        T8K3,失业保险,771.60,否\r

        """)
    #expect(todos.rendered(.plain, .en).hasPrefix("T8K2\t职工基本养老保险\t12345.67\tyes\n"))
    #expect(
      todos.rendered(.jsonl, .zh).hasPrefix(
        #"{"id":"T8K2","levy":"职工基本养老保险","due":{"fen":1234567,"yuan":"12345.67"},"#))
    #expect(todos.rendered(.json, .zh).hasPrefix(#"{"v":1,"ok":true,"data":[{"id":"T8K2""#))
  }

  @Test func `accessible mode prints records and no rule`() {
    let text = todos.rendered(.table, .en, accessible: true)
    #expect(
      text.hasPrefix("ID: T8K2\nLevy: 职工基本养老保险\nDue (yuan): 12,345.67\nSeq.: yes\n\nID: T8K3"))
  }

  @Test func `rows with too few or too many cells are made to fit`() {
    let table = Table(
      [Column("a", Phrase(same: "A")), Column("b", Phrase(same: "B"))],
      [[.text("1")], [.text("1"), .text("2"), .text("3")]])
    #expect(table.rendered(.plain, .zh) == "1\t\n1\t2\n")
    #expect(table.json[0] == ["a": "1", "b": .null])
  }

  @Test func `every row of every table is equally wide, in ten thousand random tables`() {
    var random = SeededGenerator(state: 20_261_123)
    for round in 0..<10_000 {
      let count = 1 + round % 4
      let columns = (0..<count).map { index in
        Column(
          "c\(index)", Phrase(same: random.text(pieces: 4)),
          index.isMultiple(of: 2) ? .left : .right,
          widthMax: round.isMultiple(of: 3) ? 5 : nil)
      }
      let rows = (0..<3).map { _ in (0..<count).map { _ in Cell.text(random.text(pieces: 8)) } }
      let width = DisplayWidth(ambiguous: round.isMultiple(of: 2) ? .narrow : .wide)
      let text = Table(columns, rows).text(.zh, width: width)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      guard lines.count == 5, Set(lines.map { width.of(String($0)) }).count == 1, isHarmless(text)
      else {
        Issue.record("round \(round): \(text)")
        return
      }
    }
  }
}

@Suite struct CSVTests {
  @Test(arguments: [
    ("a", "a"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("=1+1", "'=1+1"),
    ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "' =1"), ("＝1", "'＝1"), ("", ""), ("\u{1b}[31m", "[31m"),
    ("+\"", "\"'+\"\"\""),
  ])
  func `text is quoted, and no formula gets through`(text: String, expected: String) {
    #expect(CSV.record([CSVField(text)]) == expected + "\r\n")
  }

  @Test func `a negative number stays one`() {
    #expect(CSV.record([CSVField("-1.00", isNumber: true), CSVField("x")]) == "-1.00,x\r\n")
  }
}

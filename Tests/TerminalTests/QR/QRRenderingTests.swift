import Terminal
import TestFolders
import Testing

@Suite struct QRRenderingTests {
  private let code = QRCode("https://pay.example/o/01J9Z8")

  /// Rasterises a drawing as a terminal would, with a pixel for each module.
  private func pixels(_ text: String) -> [[Bool]] {
    var rows: [[Bool]] = []
    for line in text.split(separator: "\n") {
      var upper: [Bool] = []
      var lower: [Bool] = []
      var ink = false
      var paper = false
      var rest = line[...]
      while let character = rest.popFirst() {
        if character == "\u{1b}" {
          let codes = rest.dropFirst().prefix { $0 != "m" }
          rest = rest.dropFirst(codes.count + 2)
          for code in codes.split(separator: ";") {
            switch code {
            case "30": ink = true
            case "97": ink = false
            case "40": paper = true
            case "107": paper = false
            default: #expect(code == "0")
            }
          }
        } else {
          upper.append(character == "▀" ? ink : paper)
          lower.append(paper)
        }
      }
      rows.append(upper)
      rows.append(lower)
    }
    return rows
  }

  @Test(arguments: [false, true])
  func `half blocks show every module and the quiet zone`(isInverted: Bool) throws {
    let code = try #require(self.code)
    let rendering = QRRendering(.half, isInverted: isInverted)
    let text = rendering.text(code)
    let rows = pixels(text)
    #expect(rows.count == 2 * rendering.screen(of: code).rows)
    for (y, row) in rows.enumerated() {
      #expect(row.count == rendering.screen(of: code).columns)
      for (x, isDark) in row.enumerated() {
        #expect(isDark == (code.isDark(x - 4, y - 4) != isInverted))
      }
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.hasSuffix("\u{1b}[0m") })
  }

  @Test func `full cells and plain text take two columns for a module`() throws {
    let code = try #require(self.code)
    for style in [QRRendering.Style.full, .plain] {
      let lines = QRRendering(style).text(code).split(separator: "\n")
      #expect(lines.count == code.size + 8)
    }
    let plain = QRRendering(.plain).text(code).split(separator: "\n").map(String.init)
    #expect(
      plain.allSatisfy { $0.count == 2 * (code.size + 8) && $0.allSatisfy { " #".contains($0) } })
    #expect(plain[4].hasPrefix("        ##############  "))
    let full = pixels(QRRendering(.full).text(code))
    #expect(full[8][8] && full[8][9] && !full[8][7])
  }

  @Test func `without colour the ink is the light`() throws {
    let lines = QRRendering(.mono).text(try #require(code)).split(separator: "\n")
    #expect(lines[0].allSatisfy { $0 == "█" })
    #expect(lines[2].hasPrefix("████ ▄▄▄▄▄ "))
  }

  @Test func `a code that would be cut is not drawn`() throws {
    let code = try #require(self.code)
    let needed = QRRendering().screen(of: code)
    #expect(needed == ScreenSize(columns: code.size + 8, rows: (code.size + 9) / 2))
    #expect(QRRendering().text(code, fitting: needed) != nil)
    #expect(QRRendering().text(code, fitting: nil) != nil)
    let narrow = ScreenSize(columns: needed.columns - 1, rows: needed.rows)
    let low = ScreenSize(columns: needed.columns, rows: needed.rows - 1)
    #expect(QRRendering().text(code, fitting: narrow) == nil)
    #expect(QRRendering().text(code, fitting: low) == nil)
  }

  @Test(.enabled(if: ExternalProgram.path("zbarimg") != nil, "zbarimg is not installed"))
  func `zbar reads what the terminal shows`() throws {
    let folder = try TemporaryFolder()
    let rows = pixels(QRRendering(.half).text(try #require(code)))
    let scaled = rows.flatMap { row in
      Array(repeating: row.flatMap { Array(repeating: $0 ? "0" : "255", count: 4) }, count: 4)
    }
    let image =
      "P2\n\(scaled[0].count) \(scaled.count)\n255\n"
      + scaled.map { $0.joined(separator: " ") }.joined(separator: "\n") + "\n"
    let file = try folder.file("a.pgm", Array(image.utf8))
    let read = try ExternalProgram.output(
      try #require(ExternalProgram.path("zbarimg")), ["--raw", "-q", file])
    #expect(read == "https://pay.example/o/01J9Z8\n")
  }
}

@Suite struct PNGTests {
  @Test func `the picture has its size and ends with its last chunk`() throws {
    let code = try #require(QRCode("a"))
    let bytes = PNG.bytes(of: code, scale: 3)
    #expect(Array(bytes[16..<24]) == [0, 0, 0, 87, 0, 0, 0, 87])
    #expect(bytes.suffix(12) == [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
  }

  @Test(arguments: [(0, 1), (1, 1), (32, 32), (33, 32), (-5, 1)])
  func `the scale is held to its range`(scale: Int, used: UInt32) throws {
    let bytes = PNG.bytes(of: try #require(QRCode("a")), scale: scale)
    #expect(bytes[16..<20].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } == 29 * used)
  }
}

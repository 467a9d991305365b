import Foundation
import Terminal
import Testing

/// Runs a program that may not be installed.
enum Peer {
  static func path(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  static func output(_ path: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

@Suite struct QRCodeTests {
  static let letters: [QRLevel: String] = [.low: "L", .medium: "M", .quartile: "Q", .high: "H"]

  private func rows(_ code: QRCode) -> [String] {
    (0..<code.size).map { y in
      (0..<code.size).map { code.isDark($0, y) ? "#" : "." }.joined()
    }
  }

  @Test(arguments: GoldenQR.codes)
  func `the modules are those of other encoders`(golden: GoldenQR) throws {
    let codes = try (0...7).map { mask in
      rows(
        try #require(
          QRCode(
            bytes: Array(golden.text.utf8), version: golden.version, level: golden.level, mask: mask
          )))
    }
    #expect(codes[golden.mask] == golden.rows)
    #expect(codes.filter { $0 == golden.rows }.count == 1)
    let chosen = try #require(QRCode(golden.text, level: golden.level))
    #expect(chosen.version == golden.version)
    // Encoders read the penalty for finder-like patterns differently, so the mask may be another.
    #expect(rows(chosen) == codes[chosen.mask])
  }

  /// ISO/IEC 18004, table 7, byte mode.
  static let capacities: [(QRLevel, [Int])] = [
    (.low, [17, 32, 53, 78, 106, 134, 154, 192, 230, 271]),
    (.medium, [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]),
    (.quartile, [11, 20, 32, 46, 60, 74, 86, 108, 130, 151]),
    (.high, [7, 14, 24, 34, 44, 58, 64, 84, 98, 119]),
  ]

  @Test(arguments: capacities)
  func `each version holds its bytes and not one more`(level: QRLevel, counts: [Int]) {
    for (index, count) in counts.enumerated() {
      let most = [UInt8](repeating: 0x61, count: count)
      #expect(QRCode(bytes: most, level: level)?.version == index + 1)
      #expect(QRCode(bytes: most + [0], level: level)?.version == (index < 9 ? index + 2 : nil))
    }
    #expect(QRCode(bytes: [], level: level)?.version == 1)
  }

  @Test func `what can't be is nil`() {
    #expect(QRCode(bytes: [], version: 0, level: .low, mask: 0) == nil)
    #expect(QRCode(bytes: [], version: 11, level: .low, mask: 0) == nil)
    #expect(QRCode(bytes: [], version: 1, level: .low, mask: 8) == nil)
    #expect(QRCode(bytes: Array(repeating: 1, count: 18), version: 1, level: .low, mask: 0) == nil)
  }

  @Test(.enabled(if: Peer.path("zbarimg") != nil, "zbarimg is not installed"), arguments: 1...10)
  func `zbar reads every version, level and mask`(version: Int) throws {
    let folder = try Folder()
    let zbar = try #require(Peer.path("zbarimg"))
    for (level, counts) in Self.capacities {
      let text = Self.payload(bytes: counts[version - 1] - version % 3)
      var files: [String] = []
      for mask in 0...7 {
        let code = try #require(
          QRCode(bytes: Array(text.utf8), version: version, level: level, mask: mask))
        files.append(try folder.file("\(level)-\(mask).png", PNG.bytes(of: code, scale: 4)))
      }
      let read = try Peer.output(zbar, ["--raw", "-q", "-Sdisable", "-Sqrcode.enable"] + files)
      #expect(read == String(repeating: text + "\n", count: 8), "\(version) \(level)")
    }
  }

  @Test(.enabled(if: Peer.path("zbarimg") != nil, "zbarimg is not installed"))
  func `zbar reads a Chinese payment address`() throws {
    let folder = try Folder()
    let text = "https://pay.example/o/01J9Z8?缴费=社保费"
    let code = try #require(QRCode(text))
    let file = try folder.file("a.png", PNG.bytes(of: code))
    let read = try Peer.output(
      try #require(Peer.path("zbarimg")), ["--raw", "-q", "-Sbinary", file])
    #expect(read == text)
  }

  /// Lower-case letters, so that no reader takes another mode for granted.
  private static func payload(bytes: Int) -> String {
    var random = SeededGenerator(state: UInt64(bytes))
    return String(
      (0..<bytes).map { _ in "abcdefghijkmnopqrstuvwxyz".randomElement(using: &random) ?? "a" })
  }
}

@Suite struct QRRenderingTests {
  private let code = QRCode("https://pay.example/o/01J9Z8")

  /// What a terminal shows, as pixels of one module each: rasterises the colour sequences.
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

  @Test(.enabled(if: Peer.path("zbarimg") != nil, "zbarimg is not installed"))
  func `zbar reads what the terminal shows`() throws {
    let folder = try Folder()
    let rows = pixels(QRRendering(.half).text(try #require(code)))
    let scaled = rows.flatMap { row in
      Array(repeating: row.flatMap { Array(repeating: $0 ? "0" : "255", count: 4) }, count: 4)
    }
    let image =
      "P2\n\(scaled[0].count) \(scaled.count)\n255\n"
      + scaled.map { $0.joined(separator: " ") }.joined(separator: "\n") + "\n"
    let file = try folder.file("a.pgm", Array(image.utf8))
    let read = try Peer.output(try #require(Peer.path("zbarimg")), ["--raw", "-q", file])
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

import Terminal
import TestFolders
import Testing

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
    // Encoders compute the penalty of finder-like patterns differently: the mask may differ.
    #expect(rows(chosen) == codes[chosen.mask])
  }

  /// The capacities of byte mode (ISO/IEC 18004, table 7).
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

  @Test func `an impossible code is nil`() {
    #expect(QRCode(bytes: [], version: 0, level: .low, mask: 0) == nil)
    #expect(QRCode(bytes: [], version: 11, level: .low, mask: 0) == nil)
    #expect(QRCode(bytes: [], version: 1, level: .low, mask: 8) == nil)
    #expect(QRCode(bytes: Array(repeating: 1, count: 18), version: 1, level: .low, mask: 0) == nil)
  }

  @Test(
    .enabled(if: ExternalProgram.path("zbarimg") != nil, "zbarimg is not installed"),
    arguments: 1...10)
  func `zbar reads every version, level and mask`(version: Int) throws {
    let folder = try TemporaryFolder()
    let zbar = try #require(ExternalProgram.path("zbarimg"))
    for (level, counts) in Self.capacities {
      let text = Self.payload(bytes: counts[version - 1] - version % 3)
      var files: [String] = []
      for mask in 0...7 {
        let code = try #require(
          QRCode(bytes: Array(text.utf8), version: version, level: level, mask: mask))
        files.append(try folder.file("\(level)-\(mask).png", PNG.bytes(of: code, scale: 4)))
      }
      let read = try ExternalProgram.output(
        zbar, ["--raw", "-q", "-Sdisable", "-Sqrcode.enable"] + files)
      #expect(read == String(repeating: text + "\n", count: 8), "\(version) \(level)")
    }
  }

  @Test(.enabled(if: ExternalProgram.path("zbarimg") != nil, "zbarimg is not installed"))
  func `zbar reads a Chinese payment address`() throws {
    let folder = try TemporaryFolder()
    let text = "https://pay.example/o/01J9Z8?缴费=社保费"
    let code = try #require(QRCode(text))
    let file = try folder.file("a.png", PNG.bytes(of: code))
    let read = try ExternalProgram.output(
      try #require(ExternalProgram.path("zbarimg")), ["--raw", "-q", "-Sbinary", file])
    #expect(read == text)
  }

  /// Lower-case letters: they exist in byte mode only.
  private static func payload(bytes: Int) -> String {
    var random = SeededGenerator(state: UInt64(bytes))
    return String(
      (0..<bytes).map { _ in "abcdefghijkmnopqrstuvwxyz".randomElement(using: &random) ?? "a" })
  }
}

/// A QR code (二维码): byte mode, versions 1 to 10 (ISO/IEC 18004).
package struct QRCode: Sendable, Equatable {
  /// Width of the light border around a code, in modules.
  package static let quietZone = 4

  /// The version, 1 to 10, which is the size.
  package let version: Int
  /// The level of error correction.
  package let level: QRLevel
  /// The mask pattern over the data, 0 to 7.
  package let mask: Int
  /// Modules along one edge: 17 + 4 × version.
  package let size: Int
  private let modules: [Bool]

  /// The smallest code for `text` in UTF-8; nil where version 10 cannot hold it at `level`.
  package init?(_ text: String, level: QRLevel = .medium) {
    self.init(bytes: Array(text.utf8), level: level)
  }

  /// The smallest code for `bytes`, with the mask of the least penalty; nil where they are too
  /// many.
  package init?(bytes: [UInt8], level: QRLevel) {
    guard let version = QRVersion.smallest(for: bytes.count, level: level) else { return nil }
    self.init(bytes: bytes, version: version, mask: nil)
  }

  /// A code of this version and mask, for tests against other encoders; nil where there is none.
  package init?(bytes: [UInt8], version number: Int, level: QRLevel, mask: Int) {
    let version = QRVersion(number: number, level: level)
    guard QRVersion.range.contains(number), (0...7).contains(mask),
      bytes.count <= version.capacity
    else { return nil }
    self.init(bytes: bytes, version: version, mask: mask)
  }

  /// The caller has checked that the bytes fit. nil as mask: the one of the least penalty.
  private init(bytes: [UInt8], version: QRVersion, mask forced: Int?) {
    var plain = QRMatrix(version: version)
    plain.draw(Self.interleaved(Self.data(bytes, version), version))
    let masked = (forced.map { [$0] } ?? Array(0...7)).map { number in
      var matrix = plain
      matrix.drawFormat(mask: number)
      matrix.apply(mask: number)
      return (number: number, matrix: matrix, penalty: QRPenalty.score(matrix))
    }
    let best = masked.min { $0.penalty < $1.penalty } ?? (0, plain, 0)
    self.version = version.number
    level = version.level
    mask = best.number
    size = version.size
    modules = best.matrix.modules
  }

  /// Returns whether a module is dark; outside the code all are light.
  package func isDark(_ x: Int, _ y: Int) -> Bool {
    guard (0..<size).contains(x), (0..<size).contains(y) else { return false }
    return modules[y * size + x]
  }

  /// Returns the data codewords: mode, length, bytes, terminator and padding.
  private static func data(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
    var bits = BitWriter()
    bits.append(0b0100, count: 4)
    bits.append(bytes.count, count: version.lengthBits)
    for byte in bytes { bits.append(Int(byte), count: 8) }
    bits.append(0, count: min(4, version.dataCodewords * 8 - bits.count))
    bits.append(0, count: (8 - bits.count % 8) % 8)
    var isFirst = true
    while bits.bytes.count < version.dataCodewords {
      bits.append(isFirst ? 0xec : 0x11, count: 8)
      isFirst.toggle()
    }
    return bits.bytes
  }

  /// Splits the data into blocks, short ones first, computes each block's correction, and
  /// interleaves the blocks codeword by codeword.
  private static func interleaved(_ data: [UInt8], _ version: QRVersion) -> [UInt8] {
    let short = data.count / version.blocks
    let longFrom = version.blocks - data.count % version.blocks
    var blocks: [[UInt8]] = []
    var at = 0
    for index in 0..<version.blocks {
      let length = short + (index < longFrom ? 0 : 1)
      blocks.append(Array(data[at..<(at + length)]))
      at += length
    }
    let correction = blocks.map {
      ReedSolomon.correction(of: $0, degree: version.correctionPerBlock)
    }
    var result: [UInt8] = []
    for index in 0...short {
      for block in blocks where index < block.count { result.append(block[index]) }
    }
    for index in 0..<version.correctionPerBlock {
      for block in correction { result.append(block[index]) }
    }
    return result
  }
}

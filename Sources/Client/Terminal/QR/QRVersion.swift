/// The sizes of one version at one level (ISO/IEC 18004, tables 1, 7 and 9), versions 1 to 10.
struct QRVersion: Equatable {
  static let range = 1...10

  let number: Int
  let level: QRLevel

  /// Modules along one edge.
  var size: Int { 17 + 4 * number }

  /// All codewords: data and error correction.
  var codewords: Int { Self.codewordCounts[number - 1] }

  /// Error correction codewords of each block.
  var correctionPerBlock: Int { Self.correction[level.rawValue][number - 1] }

  var blocks: Int { Self.blockCounts[level.rawValue][number - 1] }

  var dataCodewords: Int { codewords - correctionPerBlock * blocks }

  /// Bits of the length field in byte mode.
  var lengthBits: Int { number < 10 ? 8 : 16 }

  /// The most bytes of payload in byte mode.
  var capacity: Int { (dataCodewords * 8 - 4 - lengthBits) / 8 }

  /// Coordinates of the alignment patterns' centres, along both axes.
  var alignment: [Int] { Self.alignments[number - 1] }

  /// Returns the smallest version that holds `count` bytes at `level`.
  static func smallest(for count: Int, level: QRLevel) -> QRVersion? {
    range.lazy.map { QRVersion(number: $0, level: level) }.first { $0.capacity >= count }
  }

  private static let codewordCounts = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346]
  private static let correction = [
    [7, 10, 15, 20, 26, 18, 20, 24, 30, 18],
    [10, 16, 26, 18, 24, 16, 18, 22, 22, 26],
    [13, 22, 18, 26, 18, 24, 18, 22, 20, 24],
    [17, 28, 22, 16, 22, 28, 26, 26, 24, 28],
  ]
  private static let blockCounts = [
    [1, 1, 1, 1, 1, 2, 2, 2, 2, 4],
    [1, 1, 1, 2, 2, 4, 4, 4, 5, 5],
    [1, 1, 2, 2, 4, 4, 6, 6, 8, 8],
    [1, 1, 2, 4, 4, 4, 5, 6, 8, 8],
  ]
  private static let alignments = [
    [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46],
    [6, 28, 50],
  ]
}

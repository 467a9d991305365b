/// The modules of a QR code under construction: which are dark, and which are fixed by patterns.
struct QRMatrix {
  let version: QRVersion
  let size: Int
  private var dark: [Bool]
  private var fixed: [Bool]

  init(version: QRVersion) {
    self.version = version
    size = version.size
    dark = Array(repeating: false, count: size * size)
    fixed = dark
    drawPatterns()
  }

  subscript(x: Int, y: Int) -> Bool { dark[y * size + x] }

  var modules: [Bool] { dark }

  private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
    dark[y * size + x] = isDark
    fixed[y * size + x] = true
  }

  // MARK: Patterns

  private mutating func drawPatterns() {
    for place in 0..<size {
      set(6, place, place.isMultiple(of: 2))
      set(place, 6, place.isMultiple(of: 2))
    }
    drawFinder(3, 3)
    drawFinder(size - 4, 3)
    drawFinder(3, size - 4)
    let centres = version.alignment
    for x in centres {
      for y in centres where !isFinderCorner(x, y, centres) { drawAlignment(x, y) }
    }
    // Reserves the format's modules; `drawFormat` is called again with the chosen mask.
    drawFormat(mask: 0)
    drawVersion()
  }

  private func isFinderCorner(_ x: Int, _ y: Int, _ centres: [Int]) -> Bool {
    let first = centres.first
    let last = centres.last
    return (x == first && y == first) || (x == first && y == last) || (x == last && y == first)
  }

  private mutating func drawFinder(_ x: Int, _ y: Int) {
    for dy in -4...4 {
      for dx in -4...4 {
        let distance = max(abs(dx), abs(dy))
        guard (0..<size).contains(x + dx), (0..<size).contains(y + dy) else { continue }
        set(x + dx, y + dy, distance != 2 && distance != 4)
      }
    }
  }

  private mutating func drawAlignment(_ x: Int, _ y: Int) {
    for dy in -2...2 {
      for dx in -2...2 { set(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) }
    }
  }

  /// Draws level and mask with their BCH(15, 5) code, twice, and the dark module.
  mutating func drawFormat(mask: Int) {
    let data = version.level.formatBits << 3 | mask
    var remainder = data
    for _ in 0..<10 { remainder = (remainder << 1) ^ ((remainder >> 9) * 0x537) }
    let bits = (data << 10 | remainder) ^ 0x5412
    func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
    for index in 0...5 { set(8, index, bit(index)) }
    set(8, 7, bit(6))
    set(8, 8, bit(7))
    set(7, 8, bit(8))
    for index in 9..<15 { set(14 - index, 8, bit(index)) }
    for index in 0..<8 { set(size - 1 - index, 8, bit(index)) }
    for index in 8..<15 { set(8, size - 15 + index, bit(index)) }
    set(8, size - 8, true)
  }

  /// Draws the version with its BCH(18, 6) code, twice; from version 7 on.
  private mutating func drawVersion() {
    guard version.number >= 7 else { return }
    var remainder = version.number
    for _ in 0..<12 { remainder = (remainder << 1) ^ ((remainder >> 11) * 0x1f25) }
    let bits = version.number << 12 | remainder
    for index in 0..<18 {
      let isDark = bits >> index & 1 == 1
      let far = size - 11 + index % 3
      set(far, index / 3, isDark)
      set(index / 3, far, isDark)
    }
  }

  // MARK: Data

  /// Places the codewords in pairs of columns from the right, upwards and downwards in turn.
  mutating func draw(_ codewords: [UInt8]) {
    var index = 0
    var right = size - 1
    while right >= 1 {
      if right == 6 { right = 5 }
      for step in 0..<size {
        let isUpward = (right + 1) & 2 == 0
        let y = isUpward ? size - 1 - step : step
        for x in [right, right - 1] where !fixed[y * size + x] && index < codewords.count * 8 {
          dark[y * size + x] = codewords[index >> 3] >> UInt8(7 - index & 7) & 1 == 1
          index += 1
        }
      }
      right -= 2
    }
  }

  /// Inverts the data modules that the mask selects.
  mutating func apply(mask: Int) {
    for y in 0..<size {
      for x in 0..<size where !fixed[y * size + x] && Self.isPicked(x, y, mask: mask) {
        dark[y * size + x].toggle()
      }
    }
  }

  private static func isPicked(_ x: Int, _ y: Int, mask: Int) -> Bool {
    switch mask {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (x / 3 + y / 2) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: ((x + y) % 2 + x * y % 3) % 2 == 0
    }
  }
}

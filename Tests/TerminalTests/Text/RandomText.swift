/// SplitMix64 with a fixed seed: the same texts in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Returns text of many scripts, with control and format characters in between.
  mutating func text(pieces: Int) -> String {
    var result = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...pieces, using: &self) {
      guard let range = Self.ranges.randomElement(using: &self) else { continue }
      let value = UInt32.random(in: range, using: &self)
      if let scalar = Unicode.Scalar(value) { result.append(scalar) }
    }
    return String(result)
  }

  private static let ranges: [ClosedRange<UInt32>] = [
    0x20...0x7e, 0x20...0x7e, 0x4e00...0x9fff, 0x4e00...0x9fff, 0x3000...0x30ff, 0xff01...0xff5e,
    0xac00...0xd7a3, 0x1100...0x11ff, 0x300...0x36f, 0x1f300...0x1faff, 0x1f1e6...0x1f1ff,
    0x1f3fb...0x1f3ff, 0x200b...0x200f, 0x2028...0x202e, 0xfe00...0xfe0f, 0x0...0x1f, 0x7f...0x9f,
    0xa0...0x24f, 0x600...0x6ff, 0x900...0xdff, 0x2000...0x2bff, 0x20000...0x2a6df,
    0xe000...0xe0ff, 0xe0001...0xe007f, 0x1f468...0x1f469, 0x200d...0x200d, 0x1b...0x1b,
    0xfff0...0xffff, 0x0...0x10ffff,
  ]
}

/// Returns whether `text` holds no characters that control a terminal, except line ends.
func isHarmless(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    switch scalar.properties.generalCategory {
    case .control: scalar == "\n"
    case .format: scalar.value == 0x200d
    case .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }
}

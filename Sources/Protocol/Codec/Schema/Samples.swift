/// Finds values of domain types by trial, since only the type knows which values it accepts.
struct Samples {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func next() -> UInt64 { random.next() }

  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next() % UInt64(max(bound, 1)))
  }

  /// Returns 1 … `most`, each magnitude equally likely.
  mutating func number(upTo most: UInt64) -> UInt64 {
    let raw = next() >> UInt64(below(64))
    return most == .max ? max(raw, 1) : 1 + raw % most
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// Returns exactly `count` bytes of UTF-8, of characters of one to four bytes.
  mutating func text(bytes count: Int) -> String {
    let letters: [Character] = ["a", "Z", "7", " ", "é", "费", "社", "厦", "𠀋"]
    var text = ""
    var left = count
    while left > 0 {
      let letter = letters[below(letters.count)]
      let size = String(letter).utf8.count
      text.append(size <= left ? letter : "x")
      left -= size <= left ? size : 1
    }
    return text
  }
}

extension Samples {
  mutating func value<V: NumberValue>(_ type: V.Type, _ amount: Filling.Amount) -> V? {
    switch amount {
    case .minimal: return Samples.smallest(type)
    case .limits: return Samples.largest(type) ?? Samples.smallest(type)
    case .full, .random:
      for _ in 0..<64 {
        let start = candidate()
        for step in 0..<10 {
          if let value = V(number: start &+ UInt64(step)) { return value }
        }
      }
      return Samples.smallest(type)
    }
  }

  /// Returns a number of any magnitude, or one that holds a day, a month, a range of months, a
  /// ticket or a mobile number.
  private mutating func candidate() -> UInt64 {
    let month = UInt64(2000 + below(60)) * 100 + UInt64(1 + below(12))
    switch below(8) {
    case 0: return month * 100 + UInt64(1 + below(28))
    case 1: return month
    case 2: return month * 1_000_000 + month + UInt64(12 - month % 100)
    case 3:
      return 43_502_600_000_000_000 * 10 + (month % 10_000) * 100_000_000 + UInt64(below(9999))
    case 4: return 13_000_000_000 + next() % 7_000_000_000
    default:
      let power = Samples.powers[below(Samples.powers.count)]
      return power + next() % (power &* 8)
    }
  }

  private static let powers: [UInt64] = (0..<19).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// Returns the first value from a known start on: one of any hundred numbers has the right check
  /// digit.
  private static func smallest<V: NumberValue>(_ type: V.Type) -> V? {
    let known: [UInt64] = [
      2026_01_01, 2026_01, 2026_01_2026_01, 4_3502_5_2601_00000001, 13_000_000_001,
    ]
    for start in powers + known + [powers[18] * 10] {
      for step: UInt64 in 0..<100 {
        if let value = V(number: start - 1 + step) { return value }
      }
    }
    return nil
  }

  private static func largest<V: NumberValue>(_ type: V.Type) -> V? {
    let known: [UInt64] = [
      .max, UInt64(UInt32.max), 9999_12_31, 9999_12, 9999_12_9999_12, 4_9999_6_9912_99999999,
    ]
    let bounds: [UInt64] = powers.reversed().flatMap { power in
      [power * 10 - 1, power * 3 - 1, power * 2 - 1] as [UInt64]
    }
    for start in known + bounds {
      for step: UInt64 in 0..<min(100, start) {
        if let value = V(number: start - step) { return value }
      }
    }
    return nil
  }
}

extension Samples {
  mutating func value<V: TextValue>(_ type: V.Type, _ amount: Filling.Amount) -> V? {
    switch amount {
    case .minimal: return Samples.first(type, Array(0...V.bytesMax))
    case .limits: return Samples.first(type, (0...V.bytesMax).reversed())
    case .full, .random:
      for _ in 0..<32 {
        if let value = V(text: guess(V.bytesMax)) { return value }
        if let value = checked(type) { return value }
      }
      return Samples.first(type, Array(0...V.bytesMax))
    }
  }

  private mutating func guess(_ most: Int) -> String {
    let count = 1 + below(most)
    switch below(3) {
    case 0: return String((0..<count).map { _ in Samples.digits[below(10)] })
    case 1: return String((0..<count).map { _ in Samples.digits[below(36)] })
    default: return text(bytes: count)
    }
  }

  /// Returns a resident ID or a taxpayer code: 17 characters and one to check them.
  private mutating func checked<V: TextValue>(_ type: V.Type) -> V? {
    guard V.bytesMax >= 18 else { return nil }
    let tail = String((0..<7).map { _ in Samples.digits[below(10)] })
    for body in ["3502031990010\(tail.prefix(4))", "91350203MA\(tail)"] {
      for last in Samples.digits {
        if let value = V(text: body + String(last)) { return value }
      }
    }
    return nil
  }

  private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

  private static func first<V: TextValue>(_ type: V.Type, _ lengths: [Int]) -> V? {
    for count in lengths {
      for letter in ["1", "A", "a", "9"] {
        if let value = V(text: String(repeating: letter, count: count)) { return value }
      }
      if count % 3 == 0, let value = V(text: String(repeating: "费", count: count / 3)) {
        return value
      }
    }
    var samples = Samples(seed: 1)
    for _ in 0..<32 {
      if let value = samples.checked(type) { return value }
    }
    return nil
  }
}

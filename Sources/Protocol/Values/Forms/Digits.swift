/// Conversion between numbers and ASCII decimal digits.
package enum Digits {
  /// The largest number of digits that always fits in 64 bits.
  static let countMax = 19

  /// Returns the number written in exactly `count` digits; nil for any other text.
  static func number(_ text: String, count: Int) -> UInt64? {
    number(text.utf8, count: count)
  }

  /// Returns the number written in exactly `count` ASCII digits; nil for any other bytes.
  static func number(_ bytes: some Collection<UInt8>, count: Int) -> UInt64? {
    guard bytes.count == count, count <= countMax else { return nil }
    var number: UInt64 = 0
    for byte in bytes {
      guard let digit = value(byte) else { return nil }
      number = number * 10 + UInt64(digit)
    }
    return number
  }

  /// Returns the value of one ASCII digit; nil for any other byte.
  static func value(_ byte: UInt8) -> Int? {
    (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
  }

  /// Whether the byte is an ASCII digit or capital letter.
  static func isDigitOrCapital(_ byte: UInt8) -> Bool {
    value(byte) != nil || (0x41...0x5A).contains(byte)
  }

  /// Returns the number with at least `width` digits.
  package static func text(_ number: UInt64, width: Int) -> String {
    String(decoding: bytes(number, width: width), as: UTF8.self)
  }

  /// Returns the number with at least `width` digits, in ASCII.
  package static func bytes(_ number: UInt64, width: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0x30, count: max(width, number < 10 ? 1 : 20))
    var rest = number
    var start = bytes.count
    while rest > 0 {
      start -= 1
      bytes[start] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    let first = min(start, bytes.count - width)
    if first > 0 { bytes.removeFirst(first) }
    return bytes
  }
}

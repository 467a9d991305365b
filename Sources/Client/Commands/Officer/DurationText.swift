import Protocol
import Terminal

/// A duration as typed: `26d`, `3d12h30m`, `90s`.
enum DurationText {
  /// Parses a sum of days, hours, minutes and seconds, in any order; nil for a sum of zero, for
  /// overflow and for any other text.
  static func milliseconds(_ text: String) -> UInt64? {
    var total: UInt64 = 0
    var number: UInt64?
    for byte in text.utf8 {
      if (0x30...0x39).contains(byte) {
        guard let next = times(number ?? 0, 10), next < 1_000_000_000 else { return nil }
        number = next + UInt64(byte - 0x30)
        continue
      }
      guard let count = number, let unit = unit(byte), let part = times(count, unit) else {
        return nil
      }
      let (sum, overflow) = total.addingReportingOverflow(part)
      guard !overflow else { return nil }
      total = sum
      number = nil
    }
    return number == nil && total > 0 ? total : nil
  }

  private static func unit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "d"): 86_400_000
    case UInt8(ascii: "h"): 3_600_000
    case UInt8(ascii: "m"): 60_000
    case UInt8(ascii: "s"): 1_000
    default: nil
    }
  }

  private static func times(_ left: UInt64, _ right: UInt64) -> UInt64? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }
}

/// Amounts in yuan (元) as people read and type them. In code every amount is in fen (分).
package enum YuanText {
  /// Returns `1234.56`, or `1,234.56` where `grouped` (tables only).
  package static func text(fen: Int64, grouped: Bool = false) -> String {
    let whole = String(fen.magnitude / 100)
    let part = fen.magnitude % 100
    let sign = fen < 0 ? "-" : ""
    return sign + (grouped ? withCommas(whole) : whole) + "." + (part < 10 ? "0" : "") + "\(part)"
  }

  /// Returns the fen of `1234.5`, `1,234.56` or their full-width forms; nil for a sign, a third
  /// decimal, a misplaced comma, an empty text, or more than `Int64.max` fen.
  package static func fen(_ text: String) -> Int64? {
    let folded = FullWidth.trimmed(text)
    let halves = folded.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = halves.first, halves.count <= 2 else { return nil }
    guard let whole = wholeYuan(String(first)) else { return nil }
    var part: Int64 = 0
    if halves.count == 2 {
      guard let value = hundredths(String(halves[1])) else { return nil }
      part = value
    }
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: 100)
    let (sum, carry) = scaled.addingReportingOverflow(part)
    return overflow || carry ? nil : sum
  }

  private static func wholeYuan(_ text: String) -> Int64? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count) else { return nil }
      guard groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    return digits(groups.joined())
  }

  private static func hundredths(_ text: String) -> Int64? {
    switch text.count {
    case 1: digits(text + "0")
    case 2: digits(text)
    default: nil
    }
  }

  private static func digits(_ text: String) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int64(text)
  }

  private static func withCommas(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }
}

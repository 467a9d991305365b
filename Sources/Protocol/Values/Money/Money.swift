/// An amount left the range of `Money`, or was divided by zero.
public struct MoneyOverflow: Error, Hashable, Sendable, CustomStringConvertible {
  /// Thrown by the sums of `Money`.
  public init() {}
  /// One sentence for engineers.
  public var description: String { "an amount of money is out of range" }
}

/// An amount of money (金额) in whole fen (分), checked in every sum; never a floating-point number.
///
/// Between `-Money.fenMax` and `Money.fenMax`, which is 90 trillion yuan: more than all levies of
/// the nation in a year, and a tenth of what 64 bits hold.
public struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The largest magnitude, in fen.
  public static let fenMax: Int64 = 9_000_000_000_000_000
  /// The longest text that `init(yuan:)` accepts, in bytes.
  public static let textMax = 24
  /// 0 fen.
  public static let zero = Money(checked: 0)

  /// The amount in fen (分), a hundredth of a yuan.
  public let fen: Int64

  /// The amount of so many fen; nil beyond `fenMax`.
  public init?(fen: Int64) {
    guard (-Self.fenMax...Self.fenMax).contains(fen) else { return nil }
    self.init(checked: fen)
  }

  private init(checked fen: Int64) { self.fen = fen }

  public static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }

  /// Returns the sum.
  ///
  /// - Throws: `MoneyOverflow` beyond the range.
  public func adding(_ other: Money) throws(MoneyOverflow) -> Money {
    // Two magnitudes of at most 9 × 10¹⁵ cannot leave 64 bits.
    guard let sum = Money(fen: fen + other.fen) else { throw MoneyOverflow() }
    return sum
  }

  /// Returns the difference.
  ///
  /// - Throws: `MoneyOverflow` beyond the range.
  public func subtracting(_ other: Money) throws(MoneyOverflow) -> Money {
    guard let difference = Money(fen: fen - other.fen) else { throw MoneyOverflow() }
    return difference
  }

  /// Returns the sum of all; zero for none.
  ///
  /// - Throws: `MoneyOverflow` as soon as a partial sum leaves the range.
  public static func sum(_ amounts: some Sequence<Money>) throws(MoneyOverflow) -> Money {
    var total = zero
    for amount in amounts { total = try total.adding(amount) }
    return total
  }

  /// Returns `self × numerator ÷ denominator`, computed exactly, then rounded to the fen, half away
  /// from zero (四舍五入到分).
  ///
  /// - Throws: `MoneyOverflow` beyond the range, and for a denominator of zero.
  public func multiplied(
    by numerator: Int64, over denominator: Int64
  ) throws(MoneyOverflow) -> Money {
    let product = fen.magnitude.multipliedFullWidth(by: numerator.magnitude)
    let divisor = denominator.magnitude
    // A quotient of more than 64 bits would trap; a divisor of zero is refused here too.
    guard product.high < divisor else { throw MoneyOverflow() }
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    let rounded = remainder >= divisor - remainder && remainder > 0 ? 1 : 0 as UInt64
    guard quotient <= UInt64(Self.fenMax), quotient + rounded <= UInt64(Self.fenMax) else {
      throw MoneyOverflow()
    }
    let isNegative = (fen < 0) != ((numerator < 0) != (denominator < 0))
    let magnitude = Int64(quotient + rounded)
    return Money(checked: isNegative ? -magnitude : magnitude)
  }
}

extension Money {
  /// The amount written in yuan (元): "1234", "1234.5", "1234.56" or "1,234.56", each possibly after
  /// "-"; nil for any other text, and beyond the range.
  public init?(yuan text: String) {
    var bytes = text.utf8[...]
    guard bytes.count <= Self.textMax else { return nil }
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes.removeFirst() }
    let parts = bytes.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap(Self.wholeYuan) else { return nil }
    var fraction: UInt64 = 0
    if parts.count == 2 {
      switch parts[1].count {
      case 1:
        guard let tenths = Digits.number(parts[1], count: 1) else { return nil }
        fraction = tenths * 10
      case 2:
        guard let hundredths = Digits.number(parts[1], count: 2) else { return nil }
        fraction = hundredths
      default: return nil
      }
    }
    guard whole <= UInt64(Self.fenMax) / 100 else { return nil }
    let magnitude = Int64(whole * 100 + fraction)
    self.init(fen: isNegative ? -magnitude : magnitude)
  }

  /// Reads digits with a comma before every third from the right, or without commas.
  private static func wholeYuan(_ bytes: Substring.UTF8View) -> UInt64? {
    let groups = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard let first = groups.first, !first.isEmpty else { return nil }
    if groups.count > 1 {
      guard first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    let digits = groups.joined().drop { $0 == UInt8(ascii: "0") }
    let kept = Array(digits)
    return Digits.number(kept, count: kept.count)
  }

  /// In yuan, always with two decimals: "1234.56".
  public var description: String { written(separator: "") }

  /// In yuan with a comma after every third digit: "1,234.56".
  public var grouped: String { written(separator: ",") }

  private func written(separator: String) -> String {
    var yuan = String(fen.magnitude / 100)[...]
    var groups: [Substring] = []
    while yuan.utf8.count > 3 {
      groups.append(yuan.suffix(3))
      yuan = yuan.dropLast(3)
    }
    groups.append(yuan)
    let whole = groups.reversed().joined(separator: separator)
    let sign = fen < 0 ? "-" : ""
    return "\(sign)\(whole).\(Digits.text(fen.magnitude % 100, width: 2))"
  }
}

/// A rate (费率) in millionths: 160,000 is 16 %. At most 100 %.
public struct Rate: NumberValue, Comparable, CustomStringConvertible {
  /// 100 %, in millionths.
  public static let perMillionMax: UInt32 = 1_000_000
  /// 0.05 %: the late fee (滞纳金) for each day (Social Insurance Law, article 86).
  public static let lateFeePerDay = Rate(checked: 500)

  /// The rate in millionths.
  public let perMillion: UInt32

  /// The rate of so many millionths; nil above 100 %.
  public init?(perMillion: UInt32) {
    guard perMillion <= Self.perMillionMax else { return nil }
    self.init(checked: perMillion)
  }

  private init(checked perMillion: UInt32) { self.perMillion = perMillion }

  public static func < (left: Rate, right: Rate) -> Bool { left.perMillion < right.perMillion }

  /// Returns the share of an amount, rounded to the fen, half away from zero.
  ///
  /// - Throws: `MoneyOverflow`; never in practice, since a share is no larger than its amount.
  public func share(of amount: Money) throws(MoneyOverflow) -> Money {
    try amount.multiplied(by: Int64(perMillion), over: Int64(Self.perMillionMax))
  }

  /// In per cent, without trailing zeros: "16%", "0.18%".
  public var description: String {
    let whole = perMillion / 10_000
    var fraction = Digits.text(UInt64(perMillion % 10_000), width: 4)
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return fraction.isEmpty ? "\(whole)%" : "\(whole).\(fraction)%"
  }
}

extension Rate {
  public static var typeName: StaticString { "Rate" }
  /// The rate in millionths.
  public var number: UInt64 { UInt64(perMillion) }
  /// The rate of so many millionths; nil above 100 %.
  public init?(number: UInt64) {
    guard let perMillion = UInt32(exactly: number) else { return nil }
    self.init(perMillion: perMillion)
  }
}

/// Consecutive months (费款所属期起止), both ends included; the first is never after the last.
public struct PeriodRange: NumberValue, CustomStringConvertible {
  private static let throughUnit: UInt64 = 1_000_000

  /// The first month (所属期起).
  public let from: Period
  /// The last month (所属期止).
  public let through: Period

  /// The months from first to last; nil where the first comes after the last.
  public init?(from: Period, through: Period) {
    guard from <= through else { return nil }
    self.from = from
    self.through = through
  }

  /// The range of one month.
  public init(_ period: Period) {
    from = period
    through = period
  }

  /// The first day of the first month.
  public var firstDay: BusinessDate { from.firstDay }
  /// The last day of the last month.
  public var lastDay: BusinessDate { through.lastDay }

  /// Whether the month is in the range.
  public func contains(_ period: Period) -> Bool { from <= period && period <= through }

  /// Returns the shortest range that covers both; voucher rows are merged by it.
  public func union(_ other: PeriodRange) -> PeriodRange {
    PeriodRange(from: min(from, other.from), through: max(through, other.through)) ?? self
  }

  /// "2026-04", or "2026-01..2026-04" for more than one month.
  public var description: String { from == through ? "\(from)" : "\(from)..\(through)" }
}

extension PeriodRange {
  public static var typeName: StaticString { "PeriodRange" }
  /// Both months as one decimal number: yyyymmyyyymm.
  public var number: UInt64 { from.number * Self.throughUnit + through.number }
  /// The range written as the number yyyymmyyyymm; nil where there is none.
  public init?(number: UInt64) {
    guard let from = Period(number: number / Self.throughUnit),
      let through = Period(number: number % Self.throughUnit)
    else { return nil }
    self.init(from: from, through: through)
  }
}

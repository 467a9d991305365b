/// An instant in whole milliseconds of UTC since 1970-01-01, to the end of the year 9999.
public struct Timestamp: NumberValue, Comparable, CustomStringConvertible {
  static let millisecondsInDay = 86_400_000
  /// Asia/Shanghai is 8 hours ahead of UTC, all year.
  static let zoneMilliseconds = 8 * 3_600_000

  /// The first instant, 1970-01-01 00:00 UTC.
  public static let earliest = Timestamp(checked: 0)
  /// The last millisecond of `BusinessDate.latest`.
  public static let latest = Timestamp(checked: 253_402_271_999_999)

  /// Milliseconds since 1970-01-01 UTC.
  public let milliseconds: UInt64

  /// The instant so many milliseconds after 1970, limited to `latest`.
  public init(clamping milliseconds: UInt64) {
    self.init(checked: min(milliseconds, Self.latest.milliseconds))
  }

  private init(checked milliseconds: UInt64) { self.milliseconds = milliseconds }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Returns the instant so much later (earlier, if negative), limited to `earliest` … `latest`.
  public func adding(milliseconds offset: Int64) -> Timestamp {
    if offset < 0 {
      return Timestamp(checked: milliseconds - min(offset.magnitude, milliseconds))
    }
    let room = Self.latest.milliseconds - milliseconds
    return Timestamp(checked: milliseconds + min(offset.magnitude, room))
  }

  /// Returns the milliseconds from `earlier` to this instant; negative where this one comes first.
  public func milliseconds(since earlier: Timestamp) -> Int64 {
    Int64(milliseconds) - Int64(earlier.milliseconds)
  }

  /// The calendar day in Asia/Shanghai.
  public var businessDate: BusinessDate {
    BusinessDate(dayNumber: shanghaiMilliseconds / Self.millisecondsInDay)
  }

  /// In Asia/Shanghai, rounded down to the second: "2026-04-30 10:02:03+08:00".
  public var description: String {
    let second = shanghaiMilliseconds % Self.millisecondsInDay / 1_000
    let parts = [second / 3_600, second / 60 % 60, second % 60]
    let clock = parts.map { Digits.text(UInt64($0), width: 2) }.joined(separator: ":")
    return "\(businessDate) \(clock)+08:00"
  }

  private var shanghaiMilliseconds: Int { Int(milliseconds) + Self.zoneMilliseconds }
}

extension Timestamp {
  public static var typeName: StaticString { "Timestamp" }
  /// Milliseconds since 1970-01-01 UTC.
  public var number: UInt64 { milliseconds }
  /// The instant so many milliseconds after 1970; nil after `latest`.
  public init?(number: UInt64) {
    guard number <= Self.latest.milliseconds else { return nil }
    self.init(checked: number)
  }
}

/// An instant in whole milliseconds of UTC since 1970-01-01, to the end of the year 9999.
public struct Timestamp: NumberValue, Comparable, CustomStringConvertible {
  static let millisecondsInDay = 86_400_000
  /// Asia/Shanghai is 8 hours ahead of UTC, all year.
  static let zoneMilliseconds = 8 * 3_600_000

  /// The first instant, 1970-01-01 00:00 UTC.
  public static let earliest = Timestamp(checked: 0)
  /// The last instant of `BusinessDate.latest`.
  public static let latest = Timestamp(checked: 253_402_271_999_999)

  /// Milliseconds since 1970.
  public let milliseconds: UInt64

  /// So many milliseconds after 1970, held at `latest`.
  public init(clamping milliseconds: UInt64) {
    self.init(checked: min(milliseconds, Self.latest.milliseconds))
  }

  private init(checked milliseconds: UInt64) { self.milliseconds = milliseconds }

  /// By time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant so much later (earlier, if negative), held at `earliest` and `latest`.
  public func adding(milliseconds offset: Int64) -> Timestamp {
    if offset < 0 {
      return Timestamp(checked: milliseconds - min(offset.magnitude, milliseconds))
    }
    let room = Self.latest.milliseconds - milliseconds
    return Timestamp(checked: milliseconds + min(offset.magnitude, room))
  }

  /// Milliseconds from `earlier` to this instant; negative if this one comes first.
  public func milliseconds(since earlier: Timestamp) -> Int64 {
    Int64(milliseconds) - Int64(earlier.milliseconds)
  }

  /// The civil day in Asia/Shanghai.
  public var businessDate: BusinessDate {
    BusinessDate(dayNumber: shanghaiMilliseconds / Self.millisecondsInDay)
  }

  /// In Asia/Shanghai, to the second below: "2026-04-30 10:02:03+08:00".
  public var description: String {
    let second = shanghaiMilliseconds % Self.millisecondsInDay / 1_000
    let parts = [second / 3_600, second / 60 % 60, second % 60]
    let clock = parts.map { Digits.text(UInt64($0), width: 2) }.joined(separator: ":")
    return "\(businessDate) \(clock)+08:00"
  }

  private var shanghaiMilliseconds: Int { Int(milliseconds) + Self.zoneMilliseconds }
}

extension Timestamp {
  /// "Timestamp".
  public static var typeName: StaticString { "Timestamp" }
  /// The milliseconds.
  public var number: UInt64 { milliseconds }
  /// So many milliseconds after 1970, or nil after `latest`.
  public init?(number: UInt64) {
    guard number <= Self.latest.milliseconds else { return nil }
    self.init(checked: number)
  }
}

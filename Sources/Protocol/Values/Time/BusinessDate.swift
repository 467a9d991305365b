/// A calendar day (业务日期) in Asia/Shanghai (UTC+8, no summer time), 1900-01-01 to 9999-12-31.
public struct BusinessDate: NumberValue, Comparable, CustomStringConvertible {
  /// The first day of the range.
  public static let earliest = BusinessDate(checked: 1900_01_01)
  /// The last day of the range; it also stands for "open".
  public static let latest = BusinessDate(checked: 9999_12_31)

  private static let dayNumbers = earliest.dayNumber...latest.dayNumber
  private let yyyymmdd: UInt32

  /// The day; nil where the calendar has none, and before 1900.
  public init?(year: Int, month: Int, day: Int) {
    guard let period = Period(year: year, month: month),
      day >= 1, day <= Self.dayCount(year: year, month: month)
    else { return nil }
    self.init(checked: UInt32(period.number) * 100 + UInt32(day))
  }

  private init(checked yyyymmdd: UInt32) { self.yyyymmdd = yyyymmdd }

  /// 1900…9999.
  public var year: Int { Int(yyyymmdd / 10_000) }
  /// 1…12.
  public var month: Int { Int(yyyymmdd / 100 % 100) }
  /// 1…31.
  public var day: Int { Int(yyyymmdd % 100) }
  /// The month of the day.
  public var period: Period { Period(of: self) }

  public static func < (left: BusinessDate, right: BusinessDate) -> Bool {
    left.yyyymmdd < right.yyyymmdd
  }

  /// Returns the number of days in the month: 28 … 31.
  static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension BusinessDate {
  /// Returns the days from `earlier` to this day; negative where this day comes first.
  public func days(since earlier: BusinessDate) -> Int { dayNumber - earlier.dayNumber }

  /// Returns the day so many days later (earlier, if negative), limited to `earliest` … `latest`.
  public func adding(days: Int) -> BusinessDate {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    guard !overflow else { return days < 0 ? .earliest : .latest }
    return BusinessDate(dayNumber: sum)
  }

  /// The day's midnight in Asia/Shanghai; 1970-01-01 UTC for earlier days.
  public var start: Timestamp {
    let milliseconds = dayNumber * Timestamp.millisecondsInDay - Timestamp.zoneMilliseconds
    return Timestamp(clamping: UInt64(max(0, milliseconds)))
  }

  /// Days since 1970-01-01. The calendar's cycle is 400 years of 146,097 days; years are counted
  /// from March, so that the leap day comes last.
  var dayNumber: Int {
    let fromMarch = month <= 2 ? year - 1 : year
    let (cycle, yearOfCycle) = fromMarch.quotientAndRemainder(dividingBy: 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + dayOfCycle - 719_468
  }

  /// The inverse of `dayNumber`, limited to `earliest` … `latest`.
  init(dayNumber: Int) {
    let held = min(max(dayNumber, Self.dayNumbers.lowerBound), Self.dayNumbers.upperBound)
    let (cycle, dayOfCycle) = (held + 719_468).quotientAndRemainder(dividingBy: 146_097)
    let leaps = dayOfCycle / 1_460 - dayOfCycle / 36_524 + dayOfCycle / 146_096
    let yearOfCycle = (dayOfCycle - leaps) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
    self.init(checked: UInt32(year * 10_000 + month * 100 + day))
  }
}

extension BusinessDate {
  public static var typeName: StaticString { "BusinessDate" }
  /// The day as the decimal number yyyymmdd.
  public var number: UInt64 { UInt64(yyyymmdd) }
  /// The day written as the number yyyymmdd; nil where the calendar has none.
  public init?(number: UInt64) {
    guard number <= 9999_12_31 else { return nil }
    let digits = Int(number)
    self.init(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
  }

  /// The day written "2026-04-30" or "20260430"; nil for any other text.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    if parts.count == 1, let number = Digits.number(text, count: 8) {
      self.init(number: number)
      return
    }
    guard parts.count == 3, let year = Digits.number(parts[0], count: 4),
      let month = Digits.number(parts[1], count: 2), let day = Digits.number(parts[2], count: 2)
    else { return nil }
    self.init(year: Int(year), month: Int(month), day: Int(day))
  }

  /// "2026-04-30".
  public var description: String {
    "\(period)-\(Digits.text(UInt64(day), width: 2))"
  }
}

/// A month for which a fee is owed (费款所属期): 1900-01 to 9999-12, the last standing for "open".
public struct Period: NumberValue, Comparable, CustomStringConvertible {
  /// The first month of the range.
  public static let earliest = Period(checked: 1900_01)
  /// The last month of the range; that of enrolments without an end.
  public static let latest = Period(checked: 9999_12)

  private let yyyymm: UInt32

  /// The month; nil where there is none, and before 1900.
  public init?(year: Int, month: Int) {
    guard (1900...9999).contains(year), (1...12).contains(month) else { return nil }
    self.init(checked: UInt32(year * 100 + month))
  }

  /// The month of the day.
  public init(of date: BusinessDate) { self.init(checked: UInt32(date.number / 100)) }

  private init(checked yyyymm: UInt32) { self.yyyymm = yyyymm }

  /// 1900…9999.
  public var year: Int { Int(yyyymm / 100) }
  /// 1…12.
  public var month: Int { Int(yyyymm % 100) }

  public static func < (left: Period, right: Period) -> Bool { left.yyyymm < right.yyyymm }

  /// The next month; `latest` returns itself.
  public var next: Period { adding(months: 1) }
  /// The previous month; `earliest` returns itself.
  public var previous: Period { adding(months: -1) }

  /// Returns the month so many months later (earlier, if negative), limited to `earliest` …
  /// `latest`.
  public func adding(months: Int) -> Period {
    let (sum, overflow) = monthNumber.addingReportingOverflow(months)
    guard !overflow else { return months < 0 ? .earliest : .latest }
    return Period(monthNumber: sum)
  }

  /// The first day of the month.
  public var firstDay: BusinessDate { day(1) }
  /// The last day of the month.
  public var lastDay: BusinessDate {
    day(BusinessDate.dayCount(year: year, month: month))
  }

  private func day(_ day: Int) -> BusinessDate {
    BusinessDate(year: year, month: month, day: day) ?? .earliest
  }

  /// Months since the year 0.
  var monthNumber: Int { year * 12 + month - 1 }

  /// The inverse of `monthNumber`, limited to `earliest` … `latest`.
  init(monthNumber: Int) {
    let held = min(max(monthNumber, Self.earliest.monthNumber), Self.latest.monthNumber)
    self.init(checked: UInt32(held / 12 * 100 + held % 12 + 1))
  }
}

extension Period {
  public static var typeName: StaticString { "Period" }
  /// The month as the decimal number yyyymm.
  public var number: UInt64 { UInt64(yyyymm) }
  /// The month written as the number yyyymm; nil where there is none.
  public init?(number: UInt64) {
    guard number <= 9999_12 else { return nil }
    self.init(year: Int(number / 100), month: Int(number % 100))
  }

  /// The month written "2026-04" or "202604"; nil for any other text.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    if parts.count == 1, let number = Digits.number(text, count: 6) {
      self.init(number: number)
      return
    }
    guard parts.count == 2, let year = Digits.number(parts[0], count: 4),
      let month = Digits.number(parts[1], count: 2)
    else { return nil }
    self.init(year: Int(year), month: Int(month))
  }

  /// "2026-04".
  public var description: String { "\(year)-\(Digits.text(UInt64(month), width: 2))" }
}

/// One month that a fee is owed for 费款所属期: 1900-01 to 9999-12, the last meaning "open".
public struct Period: NumberValue, Comparable, CustomStringConvertible {
  /// The first month there is.
  public static let earliest = Period(checked: 1900_01)
  /// The last month there is; enrolments without an end name it.
  public static let latest = Period(checked: 9999_12)

  private let yyyymm: UInt32

  /// The month, or nil if there is none such, or before 1900.
  public init?(year: Int, month: Int) {
    guard (1900...9999).contains(year), (1...12).contains(month) else { return nil }
    self.init(checked: UInt32(year * 100 + month))
  }

  /// The month that the day lies in.
  public init(of date: BusinessDate) { self.init(checked: UInt32(date.number / 100)) }

  private init(checked yyyymm: UInt32) { self.yyyymm = yyyymm }

  /// 1900…9999.
  public var year: Int { Int(yyyymm / 100) }
  /// 1…12.
  public var month: Int { Int(yyyymm % 100) }

  /// By time.
  public static func < (left: Period, right: Period) -> Bool { left.yyyymm < right.yyyymm }

  /// The month after; `latest` is its own.
  public var next: Period { adding(months: 1) }
  /// The month before; `earliest` is its own.
  public var previous: Period { adding(months: -1) }

  /// The month so many months later (earlier, if negative), held at `earliest` and `latest`.
  public func adding(months: Int) -> Period {
    let (sum, overflow) = monthNumber.addingReportingOverflow(months)
    guard !overflow else { return months < 0 ? .earliest : .latest }
    return Period(monthNumber: sum)
  }

  /// The first of the month.
  public var firstDay: BusinessDate { day(1) }
  /// The last of the month.
  public var lastDay: BusinessDate {
    day(BusinessDate.dayCount(year: year, month: month))
  }

  private func day(_ day: Int) -> BusinessDate {
    BusinessDate(year: year, month: month, day: day) ?? .earliest
  }

  /// Months since the year 0.
  var monthNumber: Int { year * 12 + month - 1 }

  /// The inverse of `monthNumber`, held at `earliest` and `latest`.
  init(monthNumber: Int) {
    let held = min(max(monthNumber, Self.earliest.monthNumber), Self.latest.monthNumber)
    self.init(checked: UInt32(held / 12 * 100 + held % 12 + 1))
  }
}

extension Period {
  /// "Period".
  public static var typeName: StaticString { "Period" }
  /// yyyymm.
  public var number: UInt64 { UInt64(yyyymm) }
  /// The month written as yyyymm, or nil if there is none.
  public init?(number: UInt64) {
    guard number <= 9999_12 else { return nil }
    self.init(year: Int(number / 100), month: Int(number % 100))
  }

  /// The month written "2026-04" or "202604".
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

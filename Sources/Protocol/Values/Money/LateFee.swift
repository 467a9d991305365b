/// The rule by which the days of a late fee (滞纳金) are counted; a parameter of the office.
public enum LateFeeDayCount: UInt8, Choice {
  public static var typeName: StaticString { "LateFeeDayCount" }

  /// From the day after the due date through the payment day, both included.
  case throughPaymentDay = 1
  /// The agencies' rule: from the 1st of the month after the due month through the day before the
  /// payment day, both included.
  case agency = 2

  /// Returns the number of days that bear a late fee; 0 when nothing is late.
  public func days(due: BusinessDate, paid: BusinessDate) -> Int {
    guard paid > due else { return 0 }
    switch self {
    case .throughPaymentDay: return paid.days(since: due)
    case .agency: return max(0, paid.days(since: due.period.next.firstDay))
    }
  }
}

extension Money {
  /// Computes the late fee (滞纳金) of one line: principal × days × 0.05 %, rounded to the fen, half
  /// up.
  ///
  /// It is computed for each line and then summed. An amount of zero or less bears none.
  ///
  /// - Throws: `MoneyOverflow` beyond the range of `Money`.
  public static func lateFee(
    principal: Money, due: BusinessDate, paid: BusinessDate, count: LateFeeDayCount
  ) throws(MoneyOverflow) -> Money {
    guard principal > zero else { return zero }
    let days = Int64(count.days(due: due, paid: paid))
    return try principal.multiplied(
      by: days * Int64(Rate.lateFeePerDay.perMillion), over: Int64(Rate.perMillionMax))
  }
}

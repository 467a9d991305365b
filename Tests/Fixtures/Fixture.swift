package import Protocol

/// Invented employers and persons for tests and benchmarks. Every number passes its checks, and the
/// same n always gives the same one.
package enum Fixture {
  /// Unwraps a value; traps at the caller's line where a fixture is out of its type's range.
  package static func sure<Value>(
    _ value: Value?, file: StaticString = #fileID, line: UInt = #line
  ) -> Value {
    guard let value else {
      preconditionFailure("a fixture is out of its type's range", file: file, line: line)
    }
    return value
  }

  // MARK: Authorities and banks

  /// 主管税务局.
  package static let office = sure(TaxOfficeCode("13702020000"))
  /// Another 主管税务局.
  package static let otherOffice = sure(TaxOfficeCode("13702120000"))
  /// 税务所 of ``office``.
  package static let subOffice = sure(TaxOfficeCode("13702020100"))
  package static let officeName = "国家税务总局青岛市市南区税务局"
  /// 社保经办机构.
  package static let agency = sure(AgencyCode("3702020000000000001"))
  /// Another 社保经办机构.
  package static let otherAgency = sure(AgencyCode("3702120000000000002"))
  package static let agencyName = "市南区社会保险事业中心"
  /// 清算行.
  package static let bank = sure(BankNumber("102452000012"))
  /// Another 清算行.
  package static let otherBank = sure(BankNumber("105452000018"))

  // MARK: The n-th employer

  /// 登记序号.
  package static func registration(_ n: some BinaryInteger) -> RegistrationNumber {
    sure(.init(subject: .organisation, origin: .national, division: 370_202, serial: UInt64(n)))
  }

  /// 统一社会信用代码.
  package static func taxpayer(_ n: some BinaryInteger) -> TaxpayerID {
    let organisation = Array(padded(n, 8).utf8.suffix(8))
    var code = Array("91370202".utf8) + organisation
    code.append(OrganisationCode.check(organisation))
    code.append(UnifiedCode.check(code))
    return sure(TaxpayerID(text: String(decoding: code, as: UTF8.self)))
  }

  package static func name(_ n: some BinaryInteger) -> String { "青岛第\(n)有限公司" }

  /// 单位编号.
  package static func unit(_ n: some BinaryInteger) -> UnitNumber {
    sure(UnitNumber(text: "3702\(padded(n, 6))"))
  }

  // MARK: The n-th person

  /// 居民身份证号码: a thousand persons are born on each day from 1990-01-01 on.
  package static func resident(_ n: some BinaryInteger) -> ResidentID {
    let born = day(1990, 1, 1).adding(days: Int(n) / 1_000)
    return sure(ResidentID(text: resident(born: born, Int(n) % 1_000)))
  }

  /// The text of a resident ID with that day of birth and a right check digit; the day may be one
  /// that `ResidentID` refuses.
  package static func resident(born day: BusinessDate, _ sequence: Int) -> String {
    var body = Array("370202\(day.number)\(padded(sequence, 3))".utf8)
    body.append(ResidentID.check(body))
    return String(decoding: body, as: UTF8.self)
  }

  /// 手机号码.
  package static func mobile(_ n: some BinaryInteger) -> MobileNumber {
    sure(MobileNumber(number: 13_800_000_000 + UInt64(n) % 100_000_000))
  }

  // MARK: Numbers

  /// 电子税票号码 of the n-th payment of a month.
  package static func ticket(_ n: UInt32, month: Period = month(11)) -> TicketNumber {
    sure(TicketNumber(region: 3702, kind: .payment, month: month, serial: n))
  }

  /// The n-th month, counted from January 2026 as 1; 0 is December 2025.
  package static func month(_ n: Int) -> Period {
    sure(Period(year: 2026, month: 1)).adding(months: n - 1)
  }

  package static func day(_ year: Int, _ month: Int, _ day: Int) -> BusinessDate {
    sure(BusinessDate(year: year, month: month, day: day))
  }

  package static func money(_ fen: Int64) -> Money { sure(Money(fen: fen)) }
  package static func digest(_ n: UInt64) -> Digest256 { Digest256(n, 1, n, 2) }
  package static func id(_ n: UInt64) -> Id128 { Id128(high: n, low: ~n) }

  /// A number in decimal digits, filled with leading zeros to a width.
  package static func padded(_ n: some BinaryInteger, _ width: Int) -> String {
    Digits.text(UInt64(n), width: width)
  }
}

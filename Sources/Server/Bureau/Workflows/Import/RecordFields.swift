internal import Protocol

/// The parsers of the fields of an officer's file. Each throws a problem that names the field.
///
/// A field must be in its canonical form, without spaces and lower-case letters: ``ImportOrder``
/// sorts by the text as it is written.
enum RecordFields {
  /// The most insured people (缴费人数, 参保人数) of a line or an insurance.
  static let headsMax: UInt32 = 10_000_000

  static func taxpayer(_ text: String) throws(RecordProblem) -> TaxpayerID {
    try value(text, .taxpayer, "纳税人识别号")
  }

  static func resident(_ text: String) throws(RecordProblem) -> ResidentID {
    try value(text, .resident, "居民身份证号码")
  }

  static func unit(_ text: String) throws(RecordProblem) -> UnitNumber {
    try value(text, .unit, "单位编号")
  }

  static func notice(_ text: String) throws(RecordProblem) -> NoticeNumber {
    try value(text, .notice, "告知单号")
  }

  static func mobile(_ text: String) throws(RecordProblem) -> MobileNumber {
    if let mobile = MobileNumber(text) { return mobile }
    throw why(MobileNumber.self, text, .mobile, "手机号码")
  }

  static func registration(_ text: String) throws(RecordProblem) -> RegistrationNumber {
    if let number = RegistrationNumber(text) { return number }
    throw RecordProblem(.registration, "登记序号应为 20 位有效数字，现为“\(text)”")
  }

  static func agency(_ text: String) throws(RecordProblem) -> AgencyCode {
    if let code = AgencyCode(text) { return code }
    throw RecordProblem(.agency, "社保经办机构代码应为 19 位数字，现为“\(text)”")
  }

  static func office(_ text: String, _ field: String) throws(RecordProblem) -> TaxOfficeCode {
    if let code = TaxOfficeCode(text) { return code }
    throw RecordProblem(.office, "\(field)代码应为 11 位数字，以 1 或 2 开头，现为“\(text)”")
  }

  static func date(_ text: String, _ field: String) throws(RecordProblem) -> BusinessDate {
    if let date = BusinessDate(text) { return date }
    throw RecordProblem(.date, "\(field)应为存在的日期 yyyy-MM-dd，现为“\(text)”")
  }

  static func period(_ text: String, _ field: String) throws(RecordProblem) -> Period {
    if let period = Period(text) { return period }
    throw RecordProblem(.period, "\(field)应为存在的月份 yyyy-MM，现为“\(text)”")
  }

  static func heads(_ count: UInt32) throws(RecordProblem) -> UInt32 {
    if count <= headsMax { return count }
    throw RecordProblem(.heads, "人数 \(count) 超过上限 \(headsMax)")
  }

  /// Checks a text for people: control characters, which a terminal might obey, are refused.
  static func text(_ text: String, _ field: String) throws(RecordProblem) -> String {
    for byte in text.utf8 where byte < 0x20 || byte == 0x7F {
      throw RecordProblem(.text, "\(field)含有控制字符")
    }
    return text
  }

  /// Checks a text for people that must not be empty.
  static func name(
    _ text: String, _ field: String, _ fault: RecordFault = .name
  ) throws(RecordProblem) -> String {
    guard !text.isEmpty else { throw RecordProblem(fault, "\(field)不能为空") }
    return try self.text(text, field)
  }

  private static func value<V: TextValue & TypedValue>(
    _ text: String, _ fault: RecordFault, _ field: String
  ) throws(RecordProblem) -> V {
    if let value = V(text: text) { return value }
    throw why(V.self, text, fault, field)
  }

  private static func why<V: TypedValue>(
    _ type: V.Type, _ text: String, _ fault: RecordFault, _ field: String
  ) -> RecordProblem {
    do throws(IdentifierProblem) {
      _ = try V.parse(text)
      return RecordProblem(fault, "\(field)不是规范写法：有空格或小写字母")
    } catch {
      return RecordProblem(fault, "\(field)有误：\(error.chinese)")
    }
  }
}

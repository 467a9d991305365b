import Protocol

/// Made-up identifiers with correct check characters.
enum SampleCodes {
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// Returns the unified social credit code (统一社会信用代码, GB 32100) of an enterprise (91), whose
  /// organisation code (GB 11714) is derived from `index`.
  static func unifiedCode(division: UInt32, index: Int) -> String {
    var body = Array("MA".utf8)
    var rest = index
    var tail: [UInt8] = []
    for _ in 0..<6 {
      tail.append(alphabet[rest % 31])
      rest /= 31
    }
    body += tail.reversed()
    body.append(OrganisationCode.check(body))
    let first = Array("91\(division)".utf8) + body
    return String(decoding: first + [UnifiedCode.check(first)], as: UTF8.self)
  }

  /// Returns the resident ID (居民身份证号码, GB 11643) of person `number`: birth dates from 1960 on, with
  /// 999 persons each.
  static func resident(division: UInt32, number: Int) -> String {
    let day = BusinessDate(year: 1960, month: 1, day: 1)?.adding(days: number / 999 % 15_000)
    let birth = (day ?? .earliest).number
    let sequence = Digits.text(UInt64(number % 999 + 1), width: 3)
    let body = Array("\(division)\(birth)\(sequence)".utf8)
    return String(decoding: body + [ResidentID.check(body)], as: UTF8.self)
  }

  /// Returns the mobile number (手机号码) of person `number`: 13 and `number` times 9⁹ modulo 10⁹,
  /// which is a permutation since 9⁹ and 10⁹ are coprime.
  static func mobile(number: Int) -> String {
    "13" + Digits.text(UInt64(number) * 387_420_489 % 1_000_000_000, width: 9)
  }
}

import Protocol

/// Identifiers that pass their checks.
enum SampleCodes {
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// 统一社会信用代码 (GB 32100) of a company 91, its organisation code (GB 11714) made of `index`.
  static func unifiedCode(division: UInt32, index: Int) -> String {
    var body = Array("MA".utf8)
    var rest = index
    var tail: [UInt8] = []
    for _ in 0..<6 {
      tail.append(alphabet[rest % 31])
      rest /= 31
    }
    body += tail.reversed()
    body.append(organisationCheck(body))
    let first = Array("91\(division)".utf8) + body
    return String(decoding: first + [unifiedCheck(first)], as: UTF8.self)
  }

  private static func organisationCheck(_ body: [UInt8]) -> UInt8 {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body, weights).reduce(0) { sum, pair in
      let byte = Int(pair.0)
      return sum + (byte < 65 ? byte - 48 : byte - 55) * pair.1
    }
    let check = 11 - sum % 11
    switch check {
    case 10: return UInt8(ascii: "X")
    case 11: return UInt8(ascii: "0")
    default: return UInt8(48 + check)
    }
  }

  private static func unifiedCheck(_ first: [UInt8]) -> UInt8 {
    var sum = 0
    var weight = 1
    for byte in first {
      sum += (alphabet.firstIndex(of: byte) ?? 0) * weight
      weight = weight * 3 % 31
    }
    return alphabet[(31 - sum % 31) % 31]
  }

  /// 居民身份证号码 (GB 11643) of person `number`: birth days from 1960, 999 people on each.
  static func resident(division: UInt32, number: Int) -> String {
    let day = BusinessDate(year: 1960, month: 1, day: 1)?.adding(days: number / 999 % 15_000)
    let birth = (day ?? .earliest).number
    let sequence = SampleDigits.text(UInt64(number % 999 + 1), width: 3)
    let body = Array("\(division)\(birth)\(sequence)".utf8)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
    return String(decoding: body + [Array("10X98765432".utf8)[sum % 11]], as: UTF8.self)
  }

  /// 手机号码 of person `number`: 13 and nine digits, which 9⁹ (prime to ten) shuffles.
  static func mobile(number: Int) -> String {
    "13" + SampleDigits.text(UInt64(number) * 387_420_489 % 1_000_000_000, width: 9)
  }
}

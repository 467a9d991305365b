package import Protocol

/// The faults of a line of an officer's file. The raw values are stable codes, sent to the officer.
package enum RecordFault: String, Error, Sendable, CaseIterable {
  // Found when the line arrives.
  case empty = "EMPTY"
  case several = "SEVERAL"
  case duplicate = "DUPLICATE"
  case text = "TEXT"
  case name = "NAME"
  case registration = "REGISTRATION"
  case taxpayer = "TAXPAYER"
  case resident = "RESIDENT"
  case mobile = "MOBILE"
  case user = "USER"
  case identity = "IDENTITY"
  case agency = "AGENCY"
  case unit = "UNIT"
  case office = "OFFICE"
  case levy = "LEVY"
  case heads = "HEADS"
  case period = "PERIOD"
  case date = "DATE"
  case notice = "NOTICE"
  case version = "VERSION"
  case lines = "LINES"
  case base = "BASE"
  case rate = "RATE"
  case amount = "AMOUNT"
  case sum = "SUM"
  case lateFee = "LATE_FEE"
  case deferral = "DEFERRAL"
  // Found when the line is applied.
  case employerUnknown = "EMPLOYER_UNKNOWN"
  case noticeUnknown = "NOTICE_UNKNOWN"
  case versionSame = "VERSION_SAME"
  case versionOld = "VERSION_OLD"
  case noticeBusy = "NOTICE_BUSY"
}

/// The first problem of a line of an officer's file (导入文件), for which it is not taken.
package struct RecordProblem: Error, Sendable, Equatable {
  /// The longest ``reason``, in bytes: a part in which every line is bad still fits in one
  /// operation.
  package static let reasonBytesMax = 120

  package let fault: RecordFault
  /// One sentence in Chinese that names the field; never a whole identifier of a person.
  package let reason: String

  /// Cuts a reason that is longer than ``reasonBytesMax``.
  package init(_ fault: RecordFault, _ reason: String) {
    self.fault = fault
    self.reason = Self.cut(reason)
  }

  /// Returns the problem as it is reported, with the number of the line.
  package func at(line: UInt64) -> ImportProblem {
    ImportProblem(line: line, code: fault.rawValue, reason: reason)
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > reasonBytesMax else { return text }
    var kept = ""
    var count = 0
    for character in text {
      count += character.utf8.count
      if count > reasonBytesMax - 3 { break }
      kept.append(character)
    }
    return kept + "…"
  }
}

extension IdentifierProblem {
  /// The problem in Chinese, to follow the name of a field.
  var chinese: String {
    switch self {
    case .wrongLength(let expected, let found):
      expected.count == 1
        ? "应为 \(expected.lowerBound) 位，现为 \(found) 位"
        : "应为 \(expected.lowerBound) 至 \(expected.upperBound) 位，现为 \(found) 位"
    case .badCharacter(let position, let found): "第 \(position) 位不能是“\(found)”"
    case .excludedLetter(let position, let found):
      "第 \(position) 位是“\(found)”，代码中没有字母 I、O、Z、S、V"
    case .fullWidth(let position, let found): "第 \(position) 位“\(found)”是全角字符"
    case .wrongCheck(let expected): "校验位不符，应为“\(expected)”"
    case .wrongInnerCheck(let position, let expected):
      "第 \(position) 位（组织机构代码校验位）不符，应为“\(expected)”"
    case .impossibleDate: "其中的日期不存在"
    case .unknownDivision: "其中的行政区划不存在"
    }
  }
}

package import Protocol

/// A part of an import (导入) whose lines have been checked, for the bureau to record.
package struct CheckedPart: Sendable, Equatable {
  /// The part's body, as it arrived.
  package let body: [UInt8]
  /// The first problem of each bad line, by line.
  package let problems: [ImportProblem]
  /// The sum of the notices without a problem, in fen.
  package let sum: Int64
  /// Whether the line numbers rise from one to the next, from 1 to ``ImportCheck/lineMax``.
  package let isOrdered: Bool
  /// The persons of the lines without a problem, by line. Whether they are born is checked by
  /// ``problems(on:)``, as the server's loops do not know the business day.
  let persons: [(line: UInt64, resident: ResidentID)]

  /// Returns ``problems`` and one for each person born after the day, by line.
  func problems(on day: BusinessDate) -> [ImportProblem] {
    let unborn = persons.filter { !$0.resident.isBorn(before: day.adding(days: 1)) }
    guard !unborn.isEmpty else { return problems }
    let late = unborn.map {
      RecordProblem(.resident, "居民身份证号码有误：其中的出生日期在今天之后").at(line: $0.line)
    }
    return (problems + late).sorted { $0.line < $1.line }
  }

  /// Compares all fields. Written out, as tuples are not Equatable.
  package static func == (left: Self, right: Self) -> Bool {
    left.body == right.body && left.problems == right.problems && left.sum == right.sum
      && left.isOrdered == right.isOrdered
      && left.persons.elementsEqual(right.persons) { $0 == $1 }
  }
}

/// The check of an import's lines when they arrive.
///
/// Pure and without state, so that the server's loops can call it outside the bureau and hand the
/// result over with the request (`IncomingRequest.checked`).
package enum ImportCheck {
  /// The largest line number: ``ImportOrder`` writes ten digits.
  package static let lineMax: UInt64 = 9_999_999_999

  /// The most bytes of a part.
  package static let partBytesMax = 65_536

  /// Returns the refusal of a part before its lines are checked, so that one that must not be sent
  /// costs no time: `.wrongRole` without an officer's credential, `.limit` beyond ``partBytesMax``.
  /// Nil where it may be checked.
  package static func refusal(of body: [UInt8], from credential: Credential) -> Refusal? {
    guard case .officer = credential else { return Dispatch.wrongRole }
    return body.count <= partBytesMax ? nil : partTooLong(body.count)
  }

  static func partTooLong(_ count: Int) -> Refusal {
    Refusal(.limit, "分片 \(count) 字节，超过上限 \(partBytesMax)")
  }

  /// Checks a part.
  ///
  /// - Parameter body: the part's bytes as they arrived; nil has the part encoded anew.
  package static func check(_ part: ImportPart, body: [UInt8]? = nil) -> CheckedPart {
    var work = Work()
    for record in part.records { work.check(record) }
    return CheckedPart(
      body: body ?? Protocol.encode(part), problems: work.problems, sum: work.sum,
      isOrdered: work.isOrdered, persons: work.persons)
  }

  /// Returns the problems of a part's lines, at most one for each.
  package static func problems(of part: ImportPart) -> [ImportProblem] {
    check(part, body: []).problems
  }

  /// The subject of a line, to find lines that repeat one.
  private enum Subject: Hashable {
    case employer(RegistrationNumber)
    case person(ResidentID)
    case notice(RegistrationNumber, NoticeNumber, UInt32)
    case withdrawal(RegistrationNumber, NoticeNumber)

    var text: String {
      switch self {
      case .employer(let number): "登记序号 \(number)"
      case .person(let resident): "身份证号码 \(resident.masked)"
      case .notice(_, let number, let version): "告知单 \(number) 版本 \(version)"
      case .withdrawal(_, let number): "撤回告知单 \(number)"
      }
    }
  }

  private struct Work {
    var problems: [ImportProblem] = []
    var sum: Int64 = 0
    var isOrdered = true
    var persons: [(line: UInt64, resident: ResidentID)] = []
    private var seen: Set<Subject> = []
    private var lastLine: UInt64 = 0

    mutating func check(_ record: ImportRecord) {
      if record.line <= lastLine || record.line > lineMax { isOrdered = false }
      lastLine = record.line
      do throws(RecordProblem) {
        let (subject, total) = try Work.read(record)
        guard seen.insert(subject).inserted else {
          throw RecordProblem(.duplicate, "与本分片前面的行重复：\(subject.text)")
        }
        let (next, overflow) = sum.addingReportingOverflow(total)
        guard !overflow, next <= Money.fenMax else {
          throw RecordProblem(.sum, "文件金额合计超出系统可处理的范围")
        }
        sum = next
        if case .person(let resident) = subject { persons.append((record.line, resident)) }
      } catch {
        problems.append(error.at(line: record.line))
      }
    }

    /// Returns the line's subject and the amount of its notice, in fen. A line has exactly one of
    /// the four kinds.
    private static func read(_ record: ImportRecord) throws(RecordProblem) -> (Subject, Int64) {
      switch (record.employer, record.person, record.notice, record.withdraw) {
      case (let employer?, nil, nil, nil):
        return (.employer(try ImportParsing.parse(employer).0.number), 0)
      case (nil, let person?, nil, nil):
        return (.person(try ImportParsing.parse(person, known: nil).resident), 0)
      case (nil, nil, let notice?, nil):
        let (registration, parsed) = try ImportParsing.parse(notice)
        return (.notice(registration, parsed.number, parsed.version), parsed.amount.fen)
      case (nil, nil, nil, let withdraw?):
        let (registration, number) = try ImportParsing.parse(withdraw)
        return (.withdrawal(registration, number), 0)
      case (nil, nil, nil, nil): throw RecordProblem(.empty, "该行没有内容")
      case (_, _, _, _): throw RecordProblem(.several, "一行只能有一项：单位、人员、告知单或撤回")
      }
    }
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct ImportCheckTests {
  struct Bad: CustomTestStringConvertible, Sendable {
    let code: RecordFault
    let says: String
    let line: @Sendable () -> FileLine

    init(_ code: RecordFault, _ says: String, _ line: @escaping @Sendable () -> FileLine) {
      self.code = code
      self.says = says
      self.line = line
    }

    var testDescription: String { "\(code.rawValue): \(says)" }
  }

  @Test(
    arguments: [
      (.officer("王"), 65_536, nil), (.officer("王"), 65_537, .limit), (.none, 1, .wrongRole),
      (.gateway, 1, .wrongRole),
    ] as [(Credential, Int, RefusalCode?)])
  func `a part is checked only if its sender may send it and it is not too large`(
    credential: Credential, bytes: Int, code: RefusalCode?
  ) {
    let body = [UInt8](repeating: 0, count: bytes)
    #expect(ImportCheck.refusal(of: body, from: credential)?.code == code)
  }

  static let employers: [Bad] = [
    Bad(.registration, "登记序号") { .employer(FileFixture.employer(1, registration: "123")) },
    Bad(.registration, "登记序号") {
      .employer(FileFixture.employer(1, registration: "30113702020000000001"))
    },
    Bad(.taxpayer, "应为 18 位") { .employer(FileFixture.employer(1, taxpayer: "9137020212345678")) },
    Bad(.taxpayer, "校验位") { .employer(FileFixture.employer(1, taxpayer: wrongCheck)) },
    Bad(.taxpayer, "字母 I") {
      .employer(FileFixture.employer(1, taxpayer: "9137020212345678IO"))
    },
    Bad(.name, "纳税人名称") { .employer(FileFixture.employer(1, name: "")) },
    Bad(.text, "控制字符") { .employer(FileFixture.employer(1, name: "青岛\u{1B}[2J")) },
    Bad(.office, "主管税务局") { .employer(FileFixture.employer(1, office: "33702020000")) },
    Bad(.date, "登记日期") { .employer(FileFixture.employer(1, registered: "2015-02-29")) },
    Bad(.agency, "19 位") {
      .employer(FileFixture.employer(1, enrolments: [FileFixture.enrolment(1, agency: "1")]))
    },
    Bad(.unit, "单位编号") {
      .employer(FileFixture.employer(1, enrolments: [FileFixture.enrolment(1, unit: "ab")]))
    },
    Bad(.duplicate, "参保登记") {
      let one = FileFixture.enrolment(1)
      return .employer(FileFixture.employer(1, enrolments: [one, one]))
    },
    Bad(.levy, "5 位") { insured(FileFixture.insurance(levy: "1021")) },
    Bad(.period, "起始月") { insured(FileFixture.insurance(from: "2020-13")) },
    Bad(.period, "早于") { insured(FileFixture.insurance(from: "2020-02", through: "2020-01")) },
    Bad(.heads, "上限") { insured(FileFixture.insurance(heads: 10_000_001)) },
  ]

  static let persons: [Bad] = [
    Bad(.resident, "校验位") { .person(FileFixture.person(1, resident: "370202199001010010")) },
    Bad(.resident, "日期") { .person(FileFixture.person(1, resident: "370202199002300017")) },
    Bad(.resident, "规范写法") { .person(FileFixture.person(1, resident: lowerCase)) },
    Bad(.mobile, "手机号码") { .person(FileFixture.person(1, mobile: "12345678901")) },
    Bad(.mobile, "11 位") { .person(FileFixture.person(1, mobile: "138")) },
    Bad(.name, "姓名") { .person(FileFixture.person(1, name: "")) },
    Bad(.user, "手机号码") { .person(FileFixture.person(1, user: "13800000002")) },
    Bad(.user, "空格") { .person(FileFixture.person(1, user: "a b")) },
    Bad(.identity, "身份类型 4") {
      .person(FileFixture.person(1, identities: [FileFixture.identity(1, kind: 4)]))
    },
    Bad(.identity, "身份类型 257") {
      .person(FileFixture.person(1, identities: [FileFixture.identity(1, kind: 257)]))
    },
    Bad(.identity, "重复") {
      let one = FileFixture.identity(1)
      return .person(FileFixture.person(1, identities: [one, one]))
    },
    Bad(.registration, "登记序号") {
      let identity = IdentityRecord(registration: "1", kind: 1, confirmed: false)
      return .person(FileFixture.person(1, identities: [identity]))
    },
  ]

  static let notices: [Bad] = [
    Bad(.notice, "告知单号") { .notice(FileFixture.notice("")) },
    Bad(.notice, "规范写法") { .notice(FileFixture.notice("n1")) },
    Bad(.version, "版本号") { .notice(FileFixture.notice(version: 0)) },
    Bad(.registration, "登记序号") { .notice(FileFixture.notice(registration: "")) },
    Bad(.agency, "经办机构") { .notice(FileFixture.notice(agency: "0702020000000000001")) },
    Bad(.unit, "单位编号") { .notice(FileFixture.notice(unit: "1234567890123")) },
    Bad(.office, "征收机关") { .notice(FileFixture.notice(office: "")) },
    Bad(.date, "缴费期限") { .notice(FileFixture.notice(due: "2026-11-31")) },
    Bad(.sum, "不符") { .notice(FileFixture.notice(total: 99_999)) },
    Bad(.sum, "不符") { .notice(FileFixture.notice(total: .min)) },
    Bad(.sum, "范围") {
      let line = FileFixture.line(fen: Money.fenMax)
      return .notice(FileFixture.notice(total: 0, lines: [line, line]))
    },
    Bad(.lines, "0 行") { .notice(FileFixture.notice(lines: [])) },
    Bad(.lines, "513 行") {
      let lines = [LineRecord](repeating: FileFixture.line(), count: 513)
      return .notice(FileFixture.notice(lines: lines))
    },
    Bad(.levy, "9 位") { line(FileFixture.line(item: "10210010")) },
    Bad(.levy, "品目名称") { line(FileFixture.line(itemName: "")) },
    Bad(.levy, "项目名称") { line(FileFixture.line(levyName: "")) },
    Bad(.period, "所属期起") { line(FileFixture.line(from: "2026-00")) },
    Bad(.period, "所属期止") { line(FileFixture.line(through: "")) },
    Bad(.period, "早于") { line(FileFixture.line(from: "2026-11")) },
    Bad(.heads, "上限") { line(FileFixture.line(heads: .max)) },
    Bad(.base, "基数") { line(FileFixture.line(base: -1)) },
    Bad(.rate, "100%") { line(FileFixture.line(rate: 1_000_001)) },
    Bad(.amount, "不能为负") { line(FileFixture.line(fen: -1)) },
    Bad(.amount, "过大") {
      .notice(FileFixture.notice(total: 0, lines: [FileFixture.line(fen: .max)]))
    },
    Bad(.lateFee, "1、2 或 3") { line(FileFixture.line(lateFee: 0)) },
    Bad(.lateFee, "1、2 或 3") { line(FileFixture.line(lateFee: 258)) },
    Bad(.deferral, "同时") { line(FileFixture.line(deferrableUntil: "2027-01-31")) },
    Bad(.deferral, "同时") { line(FileFixture.line(policy: "阶段性缓缴")) },
    Bad(.date, "缓缴") { line(FileFixture.line(deferrableUntil: "2027-02-29", policy: "缓缴")) },
    Bad(.notice, "告知单号") { .withdraw(FileFixture.withdrawal("N 1")) },
    Bad(.empty, "没有内容") { .empty },
  ]

  @Test(arguments: employers + persons + notices)
  func `a bad line is reported with its number, a code and the field`(_ bad: Bad) {
    let part = ImportPart(batch: Id128(high: 1, low: 1), index: 0, records: [bad.line().record(7)])
    let problems = ImportCheck.problems(of: part)
    #expect(problems.map(\.line) == [7])
    #expect(problems.map(\.code) == [bad.code.rawValue])
    #expect(problems.allSatisfy { $0.reason.contains(bad.says) }, "\(problems)")
    #expect(problems.allSatisfy { $0.reason.utf8.count <= RecordProblem.reasonBytesMax })
  }

  @Test func `a line with the most heads is accepted`() {
    let most = RecordFields.headsMax
    let lines = [
      Self.insured(FileFixture.insurance(heads: most)), Self.line(FileFixture.line(heads: most)),
    ]
    let part = ImportPart(
      batch: Id128(high: 1, low: 1), index: 0,
      records: lines.enumerated().map { $1.record(UInt64($0 + 1)) })
    #expect(ImportCheck.problems(of: part).isEmpty)
  }

  @Test func `good lines of every kind have no problem and give the notices' sum`() {
    let lines: [FileLine] = [
      .employer(FileFixture.employer(1)), .person(FileFixture.person(1)),
      .notice(FileFixture.notice("N1")), .notice(FileFixture.notice("N1", version: 2)),
      .withdraw(FileFixture.withdrawal("N1")),
    ]
    let checked = ImportCheck.check(part(lines))
    #expect(checked.problems.isEmpty)
    #expect(checked.sum == 200_000)
    #expect(checked.isOrdered)
    #expect(checked.body == Protocol.encode(part(lines)))
  }

  @Test func `a line with two kinds is refused`() {
    let record = ImportRecord(
      line: 1, employer: FileFixture.employer(1), withdraw: FileFixture.withdrawal())
    let part = ImportPart(batch: Id128(high: 1, low: 1), index: 0, records: [record])
    #expect(ImportCheck.problems(of: part).map(\.code) == ["SEVERAL"])
  }

  @Test func `a repetition within a part is a problem of the second line`() {
    let lines: [FileLine] = [
      .employer(FileFixture.employer(1)), .employer(FileFixture.employer(1)),
      .person(FileFixture.person(1)), .person(FileFixture.person(1)),
      .notice(FileFixture.notice()), .notice(FileFixture.notice()),
      .withdraw(FileFixture.withdrawal()), .withdraw(FileFixture.withdrawal()),
    ]
    let problems = ImportCheck.problems(of: part(lines))
    #expect(problems.map(\.line) == [2, 4, 6, 8])
    #expect(problems.allSatisfy { $0.code == "DUPLICATE" })
  }

  @Test func `a part with a problem in every line fits in a journal entry`() {
    let long = String(repeating: "税", count: 6)
    let record = FileFixture.employer(1, registration: long)
    let records = (1...4_096).map { ImportRecord(line: UInt64($0), employer: record) }
    let problems = ImportCheck.problems(
      of: ImportPart(batch: Id128(high: 1, low: 1), index: 0, records: records))
    #expect(problems.count == 4_096)
    let longest = problems.map { problem in
      ImportProblem(
        line: ImportCheck.lineMax, code: "EMPLOYER_UNKNOWN",
        reason: String(repeating: "x", count: RecordProblem.reasonBytesMax))
    }
    let whole = longest.reduce(0) { $0 + Protocol.size(of: $1) + 4 }
    #expect(whole + ImportCheck.partBytesMax + 1_024 <= JournalEntry.eventsBytesMax)
  }

  @Test func `a notice has at most 512 lines`() throws {
    let lines = [LineRecord](repeating: FileFixture.line(fen: 1), count: 512)
    let (_, notice) = try ImportParsing.parse(FileFixture.notice(lines: lines))
    #expect(notice.lines.map(\.number.number) == Array(1...512))
    #expect(notice.amount.fen == 512)
  }

  @Test func `a notice's period and levies cover its lines`() throws {
    let (registration, notice) = try ImportParsing.parse(
      FileFixture.notice(lines: [
        FileFixture.line(levyName: "甲", from: "2026-03", through: "2026-04"),
        FileFixture.line(levyName: "乙", from: "2026-01", through: "2026-02"),
        FileFixture.line(levyName: "甲"),
      ]))
    #expect(registration == Fixture.registration(1))
    #expect("\(notice.period)" == "2026-01..2026-10")
    #expect(notice.levies == "甲、乙")
    #expect(notice.lines.allSatisfy { $0.status == .undeclared && $0.attempt == nil })
  }

  @Test(arguments: [1, 3, 8, 60, 512])
  func `levy names above what a notice holds are counted`(_ count: Int) throws {
    let lines = (1...count).map { FileFixture.line(fen: 1, levyName: "基本养老保险费第\($0)类") }
    let (_, notice) = try ImportParsing.parse(FileFixture.notice(lines: lines))
    #expect(notice.levies.utf8.count <= 300)
    #expect(notice.levies.hasSuffix("等 \(count) 项") == (count > 8))
    #expect(notice.levies.hasPrefix("基本养老保险费第1类"))
    let bytes = Protocol.encode(notice)
    #expect(try Protocol.decode(Notice.self, from: bytes) == notice)
  }

  private func part(_ lines: [FileLine]) -> ImportPart {
    ImportPart(
      batch: Id128(high: 1, low: 1), index: 0,
      records: lines.enumerated().map { $0.element.record(UInt64($0.offset + 1)) })
  }

  private static func insured(_ insurance: InsuranceRecord) -> FileLine {
    let enrolment = FileFixture.enrolment(1, insurances: [insurance])
    return .employer(FileFixture.employer(1, enrolments: [enrolment]))
  }

  private static func line(_ line: LineRecord) -> FileLine {
    .notice(FileFixture.notice(lines: [line]))
  }

  /// Returns a valid code with its last character changed.
  private static var wrongCheck: String {
    let right = Fixture.taxpayer(1).text
    return right.dropLast() + (right.last == "1" ? "2" : "1")
  }

  /// Returns a valid number whose X is in lower case.
  private static var lowerCase: String {
    let number = (0..<100).lazy.map { Fixture.resident($0).text }.first { $0.hasSuffix("X") }
    return (number ?? "").lowercased()
  }
}

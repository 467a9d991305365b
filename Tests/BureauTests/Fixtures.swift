@testable import Bureau
@testable import Protocol

/// Employers, persons, notices and sessions to test with; the same number gives the same one.
enum Fixture {
  /// The value of a fixture, which is always there.
  static func sure<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("a fixture is not valid") }
    return value
  }

  /// 主管税务局 of all fixtures.
  static let office = sure(TaxOfficeCode("13702020000"))
  /// 社保经办机构 of all fixtures.
  static let agency = sure(AgencyCode("3702020000000000001"))

  /// 登记序号 of the n-th employer.
  static func registration(_ n: UInt64) -> RegistrationNumber {
    sure(
      RegistrationNumber(subject: .organisation, origin: .national, division: 370_202, serial: n))
  }

  /// 统一社会信用代码 of the n-th employer.
  static func taxpayer(_ n: UInt64) -> TaxpayerID {
    let organisation = Digits.bytes(n % 100_000_000, width: 8)
    var code = Array("91370202".utf8) + organisation
    code.append(OrganisationCode.check(organisation))
    code.append(UnifiedCode.check(code))
    return sure(TaxpayerID(text: String(decoding: code, as: UTF8.self)))
  }

  /// 居民身份证号码 of the n-th person, born on 1990-01-01.
  static func resident(_ n: UInt64) -> ResidentID {
    var body = Array("37020219900101".utf8) + Digits.bytes(n % 1_000, width: 3)
    body.append(ResidentID.check(body))
    return sure(ResidentID(text: String(decoding: body, as: UTF8.self)))
  }

  /// 手机号码 of the n-th person.
  static func mobile(_ n: UInt64) -> MobileNumber {
    sure(MobileNumber(number: 13_800_000_000 + n % 100_000_000))
  }

  /// The n-th employer: registered, with one enrolment and nothing owed.
  static func employer(_ n: UInt64, taxpayer: TaxpayerID? = nil, notices: [Notice] = []) -> Employer
  {
    let registration = Registration(
      registration: registration(n), taxpayer: taxpayer ?? self.taxpayer(n), name: "青岛第\(n)有限公司",
      status: "正常", type: "有限责任公司", industry: "软件和信息技术服务业", address: "青岛市市南区香港中路\(n)号",
      legalRepresentative: "王法人", financeOfficer: "李财务", phone: "0532-8000\(n)", office: office,
      officeName: "国家税务总局青岛市市南区税务局", subOffice: office, subOfficeName: "第一税务所",
      registered: sure(BusinessDate(year: 2015, month: 3, day: 1)))
    var employer = Employer(
      registration: registration,
      enrolments: [
        Enrolment(agency: agency, agencyName: "市南区社会保险事业中心", unit: unit(n), insurances: [])
      ])
    for notice in notices { employer.notices[notice.number] = notice }
    return employer
  }

  /// 单位编号 of the n-th employer.
  static func unit(_ n: UInt64) -> UnitNumber {
    sure(UnitNumber(text: "3702\(Digits.text(n, width: 6))"))
  }

  /// The n-th person, with a password and everything accepted, in an identity at an employer.
  static func person(
    _ n: UInt64, at employers: [UInt64] = [1], as kind: IdentityKind = .legalRepresentative,
    confirmed: Bool = true, password: String? = "correct horse battery", consents: Bool = true
  ) -> Person {
    var person = Person(
      resident: resident(n), name: "张明\(n)", mobile: mobile(n), user: "user\(n)",
      password: password.map { StandInScrypt.hash($0) },
      identities: employers.map {
        IdentityHeld(registration: registration($0), kind: kind, confirmed: confirmed)
      },
      consents: [], failures: [], codesSent: [])
    guard consents else { return person }
    person.consents = ConsentTexts.missing(person, StandInDigests()).map {
      ConsentGiven(document: $0.document, version: $0.version, hash: $0.hash, at: Bench.start)
    }
    return person
  }

  /// A notice of the first employer: one line for the employer's part unless lines are given.
  static func notice(
    _ number: String = "N1", month: Int = 10, sequential: Bool = true, kind: NoticeKind = .normal,
    due: BusinessDate = sure(BusinessDate(year: 2026, month: 11, day: 25)), unit: UnitNumber? = nil,
    lines: [Line]? = nil, declaredOn: BusinessDate? = nil
  ) -> Notice {
    let period = PeriodRange(sure(Period(year: 2026, month: month)))
    let status: LineStatus = declaredOn == nil ? .undeclared : .declared
    let lines = lines ?? [line(1, fen: 100_000, period: period, status: status)]
    return Notice(
      number: sure(NoticeNumber(text: number)), version: 1, agency: agency,
      unit: unit ?? self.unit(1), office: office, sequential: sequential, kind: kind, due: due,
      period: period, levies: "企业职工基本养老保险费",
      amount: sure(Money(fen: lines.reduce(0) { $0 + $1.amount.fen })), lines: lines,
      declaredOn: declaredOn)
  }

  /// A line of a notice.
  static func line(
    _ number: UInt64, fen: Int64, part: LinePart = .employer,
    period: PeriodRange = PeriodRange(sure(Period(year: 2026, month: 10))),
    assessor: LateFeeAssessor = .office, deferral: Deferral? = nil, status: LineStatus = .undeclared
  ) -> Line {
    Line(
      number: sure(LineNumber(number: number)), item: sure(LevyItemCode(number: 102_100_100)),
      itemName: "企业职工基本养老保险费（单位缴纳）", part: part, period: period, heads: 10,
      base: sure(Money(fen: fen * 6)), rate: sure(Rate(perMillion: 160_000)),
      amount: sure(Money(fen: fen)), assessor: assessor, deferral: deferral, status: status)
  }
}

extension Bench {
  /// Opens a session for a person at an employer without the way through a login; both are put on
  /// the shelf by their numbers where they are not there. Gives the caller to call as.
  mutating func signIn(
    _ person: UInt64 = 1, at employer: UInt64 = 1, as kind: IdentityKind = .legalRepresentative,
    proved: Bool = true
  ) -> From {
    let resident = Fixture.resident(person)
    let registration = Fixture.registration(employer)
    if shelf.persons[resident] == nil {
      shelf.put(Fixture.person(person, at: [employer], as: kind))
    }
    if shelf.employers[registration] == nil { shelf.put(Fixture.employer(employer)) }
    let id = Id128(
      high: 0x5E55_1014, low: UInt64(hall.state.sessions.count + rows.count) << 8 | person)
    let token = Array("token \(id)".utf8)
    hall.state.admit(
      Session(
        id: id, token: StandInDigests().plain(token), resident: resident,
        registration: registration, identity: kind, opened: now.real,
        ends: now.real.adding(milliseconds: SessionRules.lifeMilliseconds), proved: proved))
    hall.lobby.lastUsed[id] = now.real
    return .token(token)
  }
}

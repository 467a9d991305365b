import Bureau
import Protocol

/// Values that are right by construction.
enum Samples {
  /// A value that a sample's numbers cannot fail to be.
  static func sure<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("a sample is out of its type's range") }
    return value
  }

  static func registration(_ serial: UInt64) -> RegistrationNumber {
    sure(.init(subject: .organisation, origin: .local, division: 370_203, serial: serial))
  }

  static func resident(_ serial: Int) -> ResidentID {
    let digits = String(serial % 1_000 + 1_000).dropFirst()
    let day = String(serial / 1_000 % 28 + 101).dropFirst()
    for check in "0123456789X" {
      if let found = ResidentID(text: "370203198501\(day)\(digits)\(check)") { return found }
    }
    preconditionFailure("one check digit fits")
  }

  static let bank: BankNumber = {
    for last in 0...9 as ClosedRange<UInt64> {
      if let found = BankNumber(number: 102_452_000_010 + last) { return found }
    }
    preconditionFailure("one check digit fits")
  }()

  static let agency: AgencyCode = sure(.init(number: 9_876_543_210_123_456_789))
  static let office: TaxOfficeCode = sure(.init(number: 13_702_030_000))
  static let unit: UnitNumber = sure(.init(text: "370200001"))
  static let start = Timestamp(clamping: 1_767_571_200_000)

  static func money(_ fen: Int64) -> Money { sure(.init(fen: fen)) }
  static func digest(_ number: UInt64) -> Digest256 { Digest256(number, 1, number, 2) }
  static func id(_ number: UInt64) -> Id128 { Id128(high: number, low: ~number) }
  static func month(_ serial: Int) -> Period {
    sure(Period(number: 202_401)).adding(months: serial)
  }

  static func ticket(_ serial: UInt32, month: Period = Samples.month(24)) -> TicketNumber {
    sure(.init(region: 3702, kind: .payment, month: month, serial: serial))
  }

  static func employer(_ serial: UInt64, name: String = "青岛海风机械有限公司") -> EmployerFiled {
    let insurance = Insurance(
      levy: sure(.init(number: 10_201)), name: "企业职工基本养老保险费", from: month(0),
      through: serial % 2 == 0 ? nil : month(36), status: "正常参保", heads: 12)
    return EmployerFiled(
      registration: Registration(
        registration: registration(serial),
        taxpayer: sure(.init(text: "F\(70_000_000 + serial % 500)")), name: name, status: "正常",
        type: "有限责任公司", industry: "机械制造", address: "市南区香港中路 1 号",
        legalRepresentative: "王一", financeOfficer: "李二", phone: "0532-88880000", office: office,
        officeName: "市南区税务局", subOffice: sure(.init(number: 13_702_030_100)),
        subOfficeName: "第一税务所", registered: sure(.init(number: 2015_03_01))),
      enrolments: [
        Enrolment(
          agency: agency, agencyName: "市南区社会保险事业中心", unit: unit,
          insurances: [insurance, insurance]),
        Enrolment(agency: agency, agencyName: "市医疗保障局", unit: unit, insurances: []),
      ])
  }

  static func line(_ number: UInt64, fen: Int64, deferrable: Bool = false) -> Line {
    Line(
      number: sure(.init(number: number)), item: sure(.init(number: 102_010_101)),
      itemName: "职工基本养老保险（单位缴纳）", part: number % 2 == 0 ? .personal : .employer,
      period: PeriodRange(month(20)), heads: 12, base: money(fen * 6),
      rate: sure(.init(perMillion: 160_000)), amount: money(fen), assessor: .office,
      deferral: deferrable
        ? Deferral(policy: "医保缓缴", until: sure(.init(number: 2026_12_31))) : nil,
      status: .undeclared)
  }

  static func notice(
    _ text: String, version: UInt32 = 1, month serial: Int = 20, sequential: Bool = false,
    lines: [Line]
  ) -> Notice {
    Notice(
      number: sure(.init(text: text)), version: version, agency: agency, unit: unit,
      office: office, sequential: sequential, kind: .normal, due: month(serial + 1).lastDay,
      period: PeriodRange(month(serial)), levies: "企业职工基本养老保险费、失业保险费",
      amount: money(lines.reduce(0) { $0 + $1.amount.fen }), lines: lines)
  }

  static func person(_ serial: Int, at employer: UInt64) -> Person {
    Person(
      resident: resident(serial), name: "赵\(serial)",
      mobile: sure(.init(number: 13_800_000_000 + UInt64(serial))),
      user: serial % 2 == 0 ? "" : "user\(serial)",
      identities: [
        IdentityHeld(
          registration: registration(employer), kind: .socialInsuranceClerk, confirmed: false),
        IdentityHeld(registration: registration(employer), kind: .taxClerk, confirmed: true),
      ], consents: [], failures: [], codesSent: [])
  }

  static func agreement(_ serial: UInt64) -> AgreementState {
    AgreementState(
      entered: AgreementAdd(
        number: sure(.init(text: "XY-\(serial)")), office: office, clearingBank: bank,
        openingBank: bank, account: sure(.init(text: "3702000000000\(serial)")),
        accountName: "青岛海风机械有限公司", accountKind: .corporate, signing: .signedAtBank,
        phone: "13800000000"),
      status: .verifying, automatic: false,
      added: sure(.init(number: 2026_01_05)), order: id(serial), digest: digest(serial), reason: "",
      person: resident(1))
  }
}

import Bureau
import Crypto
import Ledger
import Protocol

/// Employers with a clerk's session and one notice each, written straight into a journal that a
/// server then starts on: none of them is in its memory before it is asked for.
struct ColdTown: Sendable {
  let employers: Int

  private static let rowsAtOnce = 2_000

  /// Writes the journal of a house whose server has not run yet.
  func found(_ house: House) throws {
    let journal = try SQLiteJournal.open(house.data + "/journal.db")
    var head = try journal.claim()
    let now = Timestamp(clamping: Proof.wallMilliseconds)
    var rows: [Row] = []
    for employer in 0..<employers {
      rows.append(
        Row(
          sequence: head.sequence + UInt64(rows.count) + 1, at: now, businessAt: now,
          actor: Caller.bureau.actor, method: 0, scope: nil, key: nil, digest: nil,
          events: EventCoding.encode(try events(of: employer, now)), reply: []))
      guard rows.count == Self.rowsAtOnce || employer == employers - 1 else { continue }
      head = try journal.append(rows, after: head)
      rows.removeAll(keepingCapacity: true)
    }
  }

  static func token(_ employer: Int) throws -> SessionToken {
    try Fixture.sure(SessionToken(bytes: SHA256.hash(Array("cold \(employer)".utf8))))
  }

  static func notice(_ employer: Int) throws -> NoticeNumber {
    try Fixture.sure(NoticeNumber(text: "COLD\(Fixture.padded(employer, 8))"))
  }

  private func events(of employer: Int, _ now: Timestamp) throws -> [Event] {
    let number = try Fixture.registration(employer + 1)
    let resident = try resident(employer)
    let token = SHA256.hash(try Self.token(employer).bytes)
    let session = Session(
      id: Id128(high: 12, low: UInt64(employer)),
      token: try Fixture.sure(Digest256(bytes: token)), resident: resident, registration: number,
      identity: .legalRepresentative, opened: now, ends: now.adding(milliseconds: 43_200_000),
      proved: true)
    let identity = IdentityHeld(
      registration: number, kind: .legalRepresentative, confirmed: true)
    let person = Person(
      resident: resident, name: "赵一", mobile: try Fixture.mobile(employer), user: "",
      identities: [identity], consents: [], failures: [], codesSent: [])
    return [
      .employerFiled(
        EmployerFiled(registration: try registration(employer, number), enrolments: [])),
      .personFiled(PersonFiled(person: person)),
      .noticeFiled(NoticeFiled(registration: number, notice: try notice(employer, now))),
      .sessionBegun(SessionBegun(session: session)),
    ]
  }

  private func registration(
    _ employer: Int, _ number: RegistrationNumber
  ) throws -> Registration {
    let office = try Fixture.sure(TaxOfficeCode(Fixture.office))
    return Registration(
      registration: number, taxpayer: try Fixture.taxpayer(employer + 1),
      name: Fixture.name(employer), status: "正常", type: "有限责任公司", industry: "机械制造",
      address: "市南区香港中路 1 号", legalRepresentative: "王一", financeOfficer: "李二",
      phone: "0532-88880000", office: office, officeName: "市南区税务局", subOffice: office,
      subOfficeName: "第一税务所", registered: try Fixture.sure(BusinessDate(number: 2015_03_01)))
  }

  private func resident(_ serial: Int) throws -> ResidentID {
    let year = 1_960 + serial / 28_000 % 40
    let day = Fixture.padded(serial / 1_000 % 28 + 1, 2)
    let body = "370203\(year)01\(day)\(Fixture.padded(serial % 1_000, 3))"
    let found = "0123456789X".lazy.compactMap { ResidentID(text: "\(body)\($0)") }.first
    return try Fixture.sure(found)
  }

  private func notice(_ employer: Int, _ now: Timestamp) throws -> Notice {
    let month = now.businessDate.period
    let amount = try Fixture.sure(Money(fen: Int64(10_000 + employer)))
    let line = Line(
      number: try Fixture.sure(LineNumber(number: 1)),
      item: try Fixture.sure(LevyItemCode(number: 102_010_101)), itemName: "职工基本养老保险（单位缴纳）",
      part: .employer, period: PeriodRange(month), heads: 12,
      base: try Fixture.sure(Money(fen: 6 * amount.fen)),
      rate: try Fixture.sure(Rate(perMillion: 160_000)), amount: amount, assessor: .office,
      status: .undeclared)
    return Notice(
      number: try Self.notice(employer), version: 1,
      agency: try Fixture.sure(AgencyCode(number: 3_702_020_000_000_000_001)),
      unit: try Fixture.sure(UnitNumber(text: Fixture.unit(1))),
      office: try Fixture.sure(TaxOfficeCode(Fixture.office)), sequential: false, kind: .normal,
      due: month.adding(months: 1).lastDay, period: PeriodRange(month), levies: "企业职工基本养老保险费",
      amount: amount, lines: [line])
  }
}

import Transport

@testable import Protocol

/// Records of an officer's file; the same number gives the same one.
enum Fixture {
  static let office = "13702020000"
  static let agency = "3702020000000000001"

  static func sure<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Stumble("a fixture is out of its type's range") }
    return value
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  static func registration(_ n: Int) throws -> RegistrationNumber {
    try sure(
      RegistrationNumber(
        subject: .organisation, origin: .national, division: 370_202, serial: UInt64(n)))
  }

  static func taxpayer(_ n: Int) throws -> TaxpayerID {
    let organisation = Array(padded(n, 8).utf8)
    var code = Array("91370202".utf8) + organisation
    code.append(OrganisationCode.check(organisation))
    code.append(UnifiedCode.check(code))
    return try sure(TaxpayerID(text: String(decoding: code, as: UTF8.self)))
  }

  static func resident(_ n: Int) throws -> ResidentID {
    var body = Array("37020219900101\(padded(n, 3))".utf8)
    body.append(ResidentID.check(body))
    return try sure(ResidentID(text: String(decoding: body, as: UTF8.self)))
  }

  static func mobile(_ n: Int) throws -> MobileNumber {
    try sure(MobileNumber(number: 13_800_000_000 + UInt64(n)))
  }

  static func unit(_ n: Int) -> String { "3702\(padded(n, 6))" }
  static func name(_ n: Int) -> String { "青岛第\(n)有限公司" }
  static func account(_ n: Int) -> String { "3702000000\(padded(n, 6))" }
  static func agreement(_ n: Int) -> String { "XY\(padded(n, 6))" }

  static func employer(_ n: Int) throws -> EmployerRecord {
    let insurances = [
      InsuranceRecord(
        levy: "10210", name: "企业职工基本养老保险费", from: "2015-03", through: "", status: "正常参保",
        heads: 12),
      InsuranceRecord(
        levy: "10212", name: "失业保险费", from: "2015-03", through: "", status: "正常参保", heads: 12),
    ]
    return EmployerRecord(
      registration: try registration(n).text, taxpayer: try taxpayer(n).text, name: name(n),
      status: "正常", type: "有限责任公司", industry: "软件和信息技术服务业", address: "青岛市市南区香港中路\(n)号",
      legalRepresentative: "王法人", financeOfficer: "李财务", phone: "0532-8000000\(n)",
      office: office, officeName: "国家税务总局青岛市市南区税务局", subOffice: office,
      subOfficeName: "第一税务所", registered: "2015-03-01",
      enrolments: [
        EnrolmentRecord(
          agency: agency, agencyName: "市南区社会保险事业中心", unit: unit(n), insurances: insurances)
      ])
  }

  static func person(
    _ n: Int, at employer: Int, as kinds: [(IdentityKind, confirmed: Bool)]
  ) throws -> PersonRecord {
    let registration = try registration(employer).text
    return PersonRecord(
      resident: try resident(n).text, name: "张明\(n)", mobile: try mobile(n).text, user: "user\(n)",
      identities: kinds.map {
        IdentityRecord(
          registration: registration, kind: UInt32($0.0.rawValue), confirmed: $0.confirmed)
      })
  }

  /// A notice for one month with the given lines.
  static func notice(
    _ number: String, of employer: Int, month: String, sequential: Bool = false,
    special: Bool = false, lines: [LineRecord]
  ) throws -> NoticeRecord {
    NoticeRecord(
      notice: number, version: 1, registration: try registration(employer).text, agency: agency,
      unit: unit(employer), office: office, sequential: sequential, special: special,
      due: "2099-12-31", total: lines.reduce(0) { $0 + $1.amount }, lines: lines)
  }

  static func line(
    _ fen: Int64, month: String, personal: Bool = false, deferrable: Bool = false
  ) -> LineRecord {
    LineRecord(
      item: "102100100", itemName: "职工基本养老保险（\(personal ? "个人" : "单位")缴纳）",
      levyName: "企业职工基本养老保险费", personal: personal, from: month, through: month, heads: 12,
      base: fen * 6, rate: personal ? 80_000 : 160_000, amount: fen, lateFee: 3,
      deferrableUntil: deferrable ? "2099-06-30" : "", policy: deferrable ? "医保缓缴" : "")
  }
}

extension House {
  /// Imports records as an officer does, and waits until all of them are applied.
  func file(_ records: [ImportRecord]) throws {
    let officer = try connectOfficer()
    defer { officer.close() }
    let total = records.reduce(Int64(0)) { $0 + ($1.notice?.total ?? 0) }
    let begin = ImportBegin(name: "fixture", lines: UInt64(records.count), total: total)
    guard
      let opened = try officer.ask(.imports(.begin(begin)), key: newKey(officer)) as? ImportState
    else { throw Stumble("import.begin") }
    var index: UInt64 = 0
    var rest = records[...]
    while !rest.isEmpty {
      let part = ImportPart(batch: opened.batch, index: index, records: Array(rest.prefix(100)))
      _ = try officer.ask(.imports(.part(part)), key: newKey(officer))
      rest = rest.dropFirst(100)
      index += 1
    }
    let batch = ImportReference(batch: opened.batch, after: 0)
    _ = try officer.ask(.imports(.commit(batch)), key: newKey(officer))
    let deadline = MonotonicTime.now() + 30_000
    while true {
      guard let state = try officer.ask(.imports(.show(batch))) as? ImportState else {
        throw Stumble("import.show")
      }
      if state.phase == .applied {
        guard state.rejected == 0 else { throw Stumble("\(state.rejected) lines rejected") }
        return
      }
      guard MonotonicTime.now() < deadline else { throw Stumble("the import did not end") }
      Pause.take(10)
    }
  }
}

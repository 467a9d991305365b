package import Protocol

/// Parses an officer's file (导入文件) into the values that the bureau decides on. Pure. Notices are in
/// `ImportParsing+Notice.swift`.
package enum ImportParsing {
  /// Parses an employer's tax registration and enrolments (税务登记, 参保登记; I1, I2).
  ///
  /// - Throws: the problem of the first wrong field; `.duplicate` for an enrolment that stands
  ///   twice.
  package static func parse(
    _ record: EmployerRecord
  ) throws(RecordProblem) -> (Registration, [Enrolment]) {
    let registration = Registration(
      registration: try RecordFields.registration(record.registration),
      taxpayer: try RecordFields.taxpayer(record.taxpayer),
      name: try RecordFields.name(record.name, "纳税人名称"),
      status: try RecordFields.text(record.status, "纳税人状态"),
      type: try RecordFields.text(record.type, "登记注册类型"),
      industry: try RecordFields.text(record.industry, "行业"),
      address: try RecordFields.text(record.address, "注册地址"),
      legalRepresentative: try RecordFields.text(record.legalRepresentative, "法定代表人"),
      financeOfficer: try RecordFields.text(record.financeOfficer, "财务负责人"),
      phone: try RecordFields.text(record.phone, "联系电话"),
      office: try RecordFields.office(record.office, "主管税务局"),
      officeName: try RecordFields.text(record.officeName, "主管税务局名称"),
      subOffice: try RecordFields.office(record.subOffice, "主管税务所"),
      subOfficeName: try RecordFields.text(record.subOfficeName, "主管税务所名称"),
      registered: try RecordFields.date(record.registered, "登记日期"))
    var enrolments: [Enrolment] = []
    for enrolment in record.enrolments {
      let parsed = try parse(enrolment)
      guard !enrolments.contains(where: { $0.agency == parsed.agency && $0.unit == parsed.unit })
      else { throw RecordProblem(.duplicate, "参保登记重复：单位编号 \(parsed.unit)") }
      enrolments.append(parsed)
    }
    return (registration, enrolments)
  }

  private static func parse(_ record: EnrolmentRecord) throws(RecordProblem) -> Enrolment {
    var insurances: [Insurance] = []
    for insurance in record.insurances { insurances.append(try parse(insurance)) }
    return Enrolment(
      agency: try RecordFields.agency(record.agency),
      agencyName: try RecordFields.text(record.agencyName, "社保经办机构名称"),
      unit: try RecordFields.unit(record.unit), insurances: insurances)
  }

  private static func parse(_ record: InsuranceRecord) throws(RecordProblem) -> Insurance {
    guard let levy = LevyCode(record.levy) else {
      throw RecordProblem(.levy, "征收项目代码应为 5 位数字，现为“\(record.levy)”")
    }
    let from = try RecordFields.period(record.from, "参保起始月")
    var through: Period?
    if !record.through.isEmpty {
      let last = try RecordFields.period(record.through, "参保终止月")
      guard from <= last else { throw RecordProblem(.period, "参保终止月早于起始月") }
      through = last
    }
    return Insurance(
      levy: levy, name: try RecordFields.name(record.name, "险种名称", .levy), from: from,
      through: through, status: try RecordFields.text(record.status, "参保状态"),
      heads: try RecordFields.heads(record.heads))
  }

  /// Parses a person and the identities held (办税人员身份).
  ///
  /// - Parameter known: the person as the state has it. Its own state is kept: the password,
  ///   consents, counted failures and codes, and the confirmation (L1.6) of every identity that the
  ///   file still has.
  /// - Throws: the problem of the first wrong field; `.identity` for an unknown kind and for an
  ///   identity that stands twice; `.user` for a user name in the form of another login name.
  package static func parse(
    _ record: PersonRecord, known: Person?
  ) throws(RecordProblem) -> Person {
    var identities: [PersonIdentity] = []
    for identity in record.identities {
      let held = try parse(identity, known)
      guard !identities.contains(where: { isSame($0, held) }) else {
        throw RecordProblem(.identity, "身份重复：登记序号 \(held.registration)")
      }
      identities.append(held)
    }
    return Person(
      resident: try RecordFields.resident(record.resident),
      name: try RecordFields.name(record.name, "姓名"),
      mobile: try RecordFields.mobile(record.mobile), user: try user(record.user),
      password: known?.password, identities: identities, consents: known?.consents ?? [],
      failures: known?.failures ?? [], codesSent: known?.codesSent ?? [])
  }

  private static func parse(
    _ record: IdentityRecord, _ known: Person?
  ) throws(RecordProblem) -> PersonIdentity {
    guard let kind = UInt8(exactly: record.kind).flatMap(IdentityKind.init(rawValue:)) else {
      throw RecordProblem(.identity, "没有身份类型 \(record.kind)")
    }
    let held = PersonIdentity(
      registration: try RecordFields.registration(record.registration), kind: kind,
      confirmed: true)
    let was = known?.identities.first { isSame($0, held) }?.confirmed ?? false
    return PersonIdentity(
      registration: held.registration, kind: kind, confirmed: record.confirmed || was)
  }

  private static func isSame(_ left: PersonIdentity, _ right: PersonIdentity) -> Bool {
    left.registration == right.registration && left.kind == right.kind
  }

  /// Parses a user name. It must not have the form of a mobile number or a resident ID: it could be
  /// another person's, and a login name that fits two persons at an employer lets neither in (L1).
  private static func user(_ text: String) throws(RecordProblem) -> String {
    guard !text.isEmpty else { return text }
    for byte in text.utf8 where byte <= 0x20 || byte == 0x7F {
      throw RecordProblem(.user, "用户名不能含有空格或控制字符")
    }
    guard MobileNumber(text) == nil, ResidentID(text: text) == nil else {
      throw RecordProblem(.user, "用户名不能是手机号码或居民身份证号码")
    }
    return text
  }
}

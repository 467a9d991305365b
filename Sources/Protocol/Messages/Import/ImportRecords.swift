// These records repeat the fields of `Registration`, `Enrolment` and the bureau's notices as plain
// text, right or wrong: `ImportParsing` checks each field and reports line, field and problem. With
// domain types one wrong digit would make the decoder refuse the whole part, without a line number.

/// An employer's tax registration and enrolments, as the officer's file has them.
package struct EmployerRecord: Message {
  package static let name: StaticString = "EmployerRecord"
  /// 登记序号: the employer's registration number.
  package let registration: String
  /// 纳税人识别号: the employer's taxpayer code.
  package let taxpayer: String
  /// 纳税人名称: the employer's name.
  package let name: String
  /// 纳税人状态: the registration's status.
  package let status: String
  /// 登记注册类型: the employer's legal form.
  package let type: String
  /// 行业: the employer's industry.
  package let industry: String
  /// 注册地址: the employer's address.
  package let address: String
  /// 法定代表人: the name.
  package let legalRepresentative: String
  /// 财务负责人: the name.
  package let financeOfficer: String
  /// 联系电话: the employer's telephone number.
  package let phone: String
  /// 主管税务局: its code.
  package let office: String
  /// 主管税务局: its name.
  package let officeName: String
  /// 主管税务所（科、分局）: its code.
  package let subOffice: String
  /// 主管税务所: its name.
  package let subOfficeName: String
  /// 登记日期, yyyy-MM-dd.
  package let registered: String
  /// 参保登记: the employer's enrolments.
  package let enrolments: [EnrolmentRecord]

  package init(
    registration: String, taxpayer: String, name: String, status: String, type: String,
    industry: String, address: String, legalRepresentative: String, financeOfficer: String,
    phone: String, office: String, officeName: String, subOffice: String, subOfficeName: String,
    registered: String, enrolments: [EnrolmentRecord]
  ) {
    self.registration = registration
    self.taxpayer = taxpayer
    self.name = name
    self.status = status
    self.type = type
    self.industry = industry
    self.address = address
    self.legalRepresentative = legalRepresentative
    self.financeOfficer = financeOfficer
    self.phone = phone
    self.office = office
    self.officeName = officeName
    self.subOffice = subOffice
    self.subOfficeName = subOfficeName
    self.registered = registered
    self.enrolments = enrolments
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.text(1, "registration", m?.registration, max: 20),
      taxpayer: c.text(2, "taxpayer", m?.taxpayer, max: 20),
      name: c.text(3, "name", m?.name, max: 200),
      status: c.text(4, "status", m?.status, max: 60),
      type: c.text(5, "type", m?.type, max: 100),
      industry: c.text(6, "industry", m?.industry, max: 100),
      address: c.text(7, "address", m?.address, max: 300),
      legalRepresentative: c.text(8, "legalRepresentative", m?.legalRepresentative, max: 100),
      financeOfficer: c.text(9, "financeOfficer", m?.financeOfficer, max: 100),
      phone: c.text(10, "phone", m?.phone, max: 40),
      office: c.text(11, "office", m?.office, max: 11),
      officeName: c.text(12, "officeName", m?.officeName, max: 100),
      subOffice: c.text(13, "subOffice", m?.subOffice, max: 11),
      subOfficeName: c.text(14, "subOfficeName", m?.subOfficeName, max: 100),
      registered: c.text(15, "registered", m?.registered, max: 10),
      enrolments: c.list(16, "enrolments", m?.enrolments, max: 32))
  }
}

/// An enrolment, as the officer's file has it.
package struct EnrolmentRecord: Message {
  package static let name: StaticString = "EnrolmentRecord"
  /// 社保经办机构代码: the agency code.
  package let agency: String
  /// 社保经办机构: its name.
  package let agencyName: String
  /// 单位编号: the employer's unit number at the agency.
  package let unit: String
  /// 险种: the insurances.
  package let insurances: [InsuranceRecord]

  package init(agency: String, agencyName: String, unit: String, insurances: [InsuranceRecord]) {
    self.agency = agency
    self.agencyName = agencyName
    self.unit = unit
    self.insurances = insurances
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      agency: c.text(1, "agency", m?.agency, max: 19),
      agencyName: c.text(2, "agencyName", m?.agencyName, max: 100),
      unit: c.text(3, "unit", m?.unit, max: 12),
      insurances: c.list(4, "insurances", m?.insurances, max: 32))
  }
}

/// An insurance of an enrolment, as the officer's file has it.
package struct InsuranceRecord: Message {
  package static let name: StaticString = "InsuranceRecord"
  /// 征收项目: its code.
  package let levy: String
  /// 征收项目: its name.
  package let name: String
  /// 参保起始月, yyyy-MM.
  package let from: String
  /// 终止月, yyyy-MM; empty while it goes on.
  package let through: String
  /// 参保状态: the insurance's status.
  package let status: String
  /// 参保人数: the number of insured people.
  package let heads: UInt32

  package init(
    levy: String, name: String, from: String, through: String, status: String, heads: UInt32
  ) {
    self.levy = levy
    self.name = name
    self.from = from
    self.through = through
    self.status = status
    self.heads = heads
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      levy: c.text(1, "levy", m?.levy, max: 5),
      name: c.text(2, "name", m?.name, max: 100),
      from: c.text(3, "from", m?.from, max: 7),
      through: c.text(4, "through", m?.through, max: 7),
      status: c.text(5, "status", m?.status, max: 40),
      heads: c.number32(6, "heads", m?.heads))
  }
}

/// A person and the identities held, as the officer's file has them.
package struct PersonRecord: Message {
  package static let name: StaticString = "PersonRecord"
  /// 居民身份证号码: the person's resident ID.
  package let resident: String
  /// 姓名: the person's name.
  package let name: String
  /// 手机号码: the person's mobile number.
  package let mobile: String
  /// 用户名; empty where there is none.
  package let user: String
  /// 身份类型 at each employer.
  package let identities: [IdentityRecord]

  package init(
    resident: String, name: String, mobile: String, user: String, identities: [IdentityRecord]
  ) {
    self.resident = resident
    self.name = name
    self.mobile = mobile
    self.user = user
    self.identities = identities
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.text(1, "resident", m?.resident, max: 18),
      name: c.text(2, "name", m?.name, max: 100),
      mobile: c.text(3, "mobile", m?.mobile, max: 11),
      user: c.text(4, "user", m?.user, max: 32),
      identities: c.list(5, "identities", m?.identities, max: 32))
  }
}

/// An identity of a person at an employer.
package struct IdentityRecord: Message {
  package static let name: StaticString = "IdentityRecord"
  /// 登记序号: the employer's registration number.
  package let registration: String
  /// 身份类型: the number of an `IdentityKind`.
  package let kind: UInt32
  /// Whether the person has confirmed the identity (确认身份, L1.6).
  package let confirmed: Bool

  package init(registration: String, kind: UInt32, confirmed: Bool) {
    self.registration = registration
    self.kind = kind
    self.confirmed = confirmed
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.text(1, "registration", m?.registration, max: 20),
      kind: c.number32(2, "kind", m?.kind),
      confirmed: c.flag(3, "confirmed", m?.confirmed))
  }
}

/// A notice, as the officer's file has it.
package struct NoticeRecord: Message {
  package static let name: StaticString = "NoticeRecord"
  /// 告知单号: the notice number.
  package let notice: String
  /// From 1. A higher version replaces the notice (更正).
  package let version: UInt32
  /// 登记序号: the employer's registration number.
  package let registration: String
  /// 社保经办机构代码: the agency code.
  package let agency: String
  /// 单位编号: the employer's unit number at the agency.
  package let unit: String
  /// 征收机关: the code of the tax office that collects.
  package let office: String
  /// 是否顺序缴费: whether it must be paid in order.
  package let sequential: Bool
  /// 缴费类型: true for 特殊缴费, false for 正常缴费.
  package let special: Bool
  /// 缴费期限, yyyy-MM-dd.
  package let due: String
  /// The sum of the lines, in fen; any other sum is a problem.
  package let total: Int64
  /// 缴费明细: the lines.
  package let lines: [LineRecord]

  package init(
    notice: String, version: UInt32, registration: String, agency: String, unit: String,
    office: String, sequential: Bool, special: Bool, due: String, total: Int64, lines: [LineRecord]
  ) {
    self.notice = notice
    self.version = version
    self.registration = registration
    self.agency = agency
    self.unit = unit
    self.office = office
    self.sequential = sequential
    self.special = special
    self.due = due
    self.total = total
    self.lines = lines
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.text(1, "notice", m?.notice, max: 32),
      version: c.number32(2, "version", m?.version),
      registration: c.text(3, "registration", m?.registration, max: 20),
      agency: c.text(4, "agency", m?.agency, max: 19),
      unit: c.text(5, "unit", m?.unit, max: 12),
      office: c.text(6, "office", m?.office, max: 11),
      sequential: c.flag(7, "sequential", m?.sequential),
      special: c.flag(8, "special", m?.special),
      due: c.text(9, "due", m?.due, max: 10),
      total: c.signed(10, "total", m?.total),
      lines: c.list(11, "lines", m?.lines, max: 512))
  }
}

/// A line of a notice (缴费明细), as the officer's file has it.
package struct LineRecord: Message {
  package static let name: StaticString = "LineRecord"
  /// 征收品目: its code.
  package let item: String
  /// 征收品目: its name.
  package let itemName: String
  /// 征收项目: its name.
  package let levyName: String
  /// True for 个人缴纳, false for 单位缴纳.
  package let personal: Bool
  /// 所属期起, yyyy-MM.
  package let from: String
  /// 所属期止, yyyy-MM.
  package let through: String
  /// 缴费人数: the number of people.
  package let heads: UInt32
  /// 缴费基数, in fen.
  package let base: Int64
  /// 费率, in millionths.
  package let rate: UInt32
  /// 应缴金额, in fen.
  package let amount: Int64
  /// 滞纳金: the number of a `LateFeeAssessor`.
  package let lateFee: UInt32
  /// 可缓缴至, yyyy-MM-dd; empty where it cannot be deferred.
  package let deferrableUntil: String
  /// 缓缴政策: the policy's name; empty where it cannot be deferred.
  package let policy: String

  package init(
    item: String, itemName: String, levyName: String, personal: Bool, from: String,
    through: String, heads: UInt32, base: Int64, rate: UInt32, amount: Int64, lateFee: UInt32,
    deferrableUntil: String, policy: String
  ) {
    self.item = item
    self.itemName = itemName
    self.levyName = levyName
    self.personal = personal
    self.from = from
    self.through = through
    self.heads = heads
    self.base = base
    self.rate = rate
    self.amount = amount
    self.lateFee = lateFee
    self.deferrableUntil = deferrableUntil
    self.policy = policy
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      item: c.text(1, "item", m?.item, max: 9),
      itemName: c.text(2, "itemName", m?.itemName, max: 120),
      levyName: c.text(3, "levyName", m?.levyName, max: 120),
      personal: c.flag(4, "personal", m?.personal),
      from: c.text(5, "from", m?.from, max: 7),
      through: c.text(6, "through", m?.through, max: 7),
      heads: c.number32(7, "heads", m?.heads),
      base: c.signed(8, "base", m?.base),
      rate: c.number32(9, "rate", m?.rate),
      amount: c.signed(10, "amount", m?.amount),
      lateFee: c.number32(11, "lateFee", m?.lateFee),
      deferrableUntil: c.text(12, "deferrableUntil", m?.deferrableUntil, max: 10),
      policy: c.text(13, "policy", m?.policy, max: 60))
  }
}

/// A notice that the agency withdraws (撤回).
package struct WithdrawRecord: Message {
  package static let name: StaticString = "WithdrawRecord"
  /// 告知单号: the notice number.
  package let notice: String
  /// 登记序号: the employer's registration number.
  package let registration: String

  package init(notice: String, registration: String) {
    self.notice = notice
    self.registration = registration
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.text(1, "notice", m?.notice, max: 32),
      registration: c.text(2, "registration", m?.registration, max: 20))
  }
}

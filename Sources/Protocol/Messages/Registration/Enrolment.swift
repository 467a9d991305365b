// Also the form of an enrolment in the bureau's state and journal. An officer's file has the same
// fields as text: `EnrolmentRecord`.

/// One insurance of an enrolment (险种).
package struct Insurance: Message {
  package static let name: StaticString = "Insurance"
  /// 征收项目: its code.
  package let levy: LevyCode
  /// 征收项目: its name.
  package let name: String
  /// 参保起始月: the first insured month.
  package let from: Period
  /// 终止月: the last month, included; absent while it goes on.
  package let through: Period?
  /// 参保状态: the insurance's status.
  package let status: String
  /// 参保人数: the number of insured people.
  package let heads: UInt32

  package init(
    levy: LevyCode, name: String, from: Period, through: Period? = nil, status: String,
    heads: UInt32
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
      levy: c.value(1, "levy", m?.levy),
      name: c.text(2, "name", m?.name, max: 100),
      from: c.value(3, "from", m?.from),
      through: c.maybe(4, "through", m?.through),
      status: c.text(5, "status", m?.status, max: 40),
      heads: c.number32(6, "heads", m?.heads))
  }
}

/// An enrolment of the employer with an agency (我的参保登记信息, I2).
package struct Enrolment: Message {
  package static let name: StaticString = "Enrolment"
  /// 社保经办机构代码: the agency code.
  package let agency: AgencyCode
  /// 社保经办机构: its name.
  package let agencyName: String
  /// 单位编号: the employer's unit number at the agency.
  package let unit: UnitNumber
  /// 险种 of the enrolment.
  package let insurances: [Insurance]

  package init(agency: AgencyCode, agencyName: String, unit: UnitNumber, insurances: [Insurance]) {
    self.agency = agency
    self.agencyName = agencyName
    self.unit = unit
    self.insurances = insurances
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      agency: c.value(1, "agency", m?.agency),
      agencyName: c.text(2, "agencyName", m?.agencyName, max: 100),
      unit: c.value(3, "unit", m?.unit),
      insurances: c.list(4, "insurances", m?.insurances, max: 32))
  }
}

/// All enrolments of the employer.
package struct EnrolmentList: Message {
  package static let name: StaticString = "EnrolmentList"
  /// In ascending order of agency, then unit number.
  package let enrolments: [Enrolment]

  package init(enrolments: [Enrolment]) {
    self.enrolments = enrolments
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      enrolments: c.list(1, "enrolments", m?.enrolments, max: 32))
  }
}

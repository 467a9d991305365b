package import Protocol

/// A deferral (缓缴) of a line (T11).
package struct Deferral: Message {
  package static let name: StaticString = "Deferral"
  /// The name of the policy (缓缴政策).
  package var policy: String
  /// 可缓缴至: the last day of the deferral.
  package var until: BusinessDate

  package init(policy: String, until: BusinessDate) {
    self.policy = policy
    self.until = until
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      policy: c.text(1, "policy", m?.policy, max: 60),
      until: c.value(2, "until", m?.until))
  }
}

/// A line (缴费明细) of a notice: one levy item and one part, over consecutive months.
package struct Line: Message {
  package static let name: StaticString = "Line"
  /// Its number within the notice, from 1.
  package var number: LineNumber
  /// 征收品目.
  package var item: LevyItemCode
  package var itemName: String
  /// The employer's or the employees' part (单位缴纳, 个人缴纳).
  package var part: LinePart
  /// 费款所属期起止.
  package var period: PeriodRange
  /// 缴费人数.
  package var heads: UInt32
  /// 缴费基数.
  package var base: Money
  /// 费率.
  package var rate: Rate
  /// The amount owed (应缴金额); zero or more.
  package var amount: Money
  /// The party that assesses its late fee (滞纳金).
  package var assessor: LateFeeAssessor
  /// The deferral (缓缴); nil: the line was never deferrable.
  package var deferral: Deferral?
  /// Its state; `LineTable` has the transitions.
  package var status: LineStatus
  /// The attempt that holds or has paid it; nil in other states.
  package var attempt: TicketNumber?

  package init(
    number: LineNumber, item: LevyItemCode, itemName: String, part: LinePart, period: PeriodRange,
    heads: UInt32, base: Money, rate: Rate, amount: Money, assessor: LateFeeAssessor,
    deferral: Deferral? = nil, status: LineStatus, attempt: TicketNumber? = nil
  ) {
    self.number = number
    self.item = item
    self.itemName = itemName
    self.part = part
    self.period = period
    self.heads = heads
    self.base = base
    self.rate = rate
    self.amount = amount
    self.assessor = assessor
    self.deferral = deferral
    self.status = status
    self.attempt = attempt
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      item: c.value(2, "item", m?.item),
      itemName: c.text(3, "itemName", m?.itemName, max: 120),
      part: c.choice(4, "part", m?.part),
      period: c.value(5, "period", m?.period),
      heads: c.number32(6, "heads", m?.heads),
      base: c.money(7, "base", m?.base),
      rate: c.value(8, "rate", m?.rate),
      amount: c.money(9, "amount", m?.amount),
      assessor: c.choice(10, "assessor", m?.assessor),
      deferral: c.maybe(11, "deferral", m?.deferral),
      status: c.choice(12, "status", m?.status),
      attempt: c.maybe(13, "attempt", m?.attempt))
  }
}

/// A notice (告知单) with its lines.
package struct Notice: Message {
  package static let name: StaticString = "Notice"
  /// 告知单号.
  package var number: NoticeNumber
  /// Counted from 1; a replacement (更正) by the agency has a higher one.
  package var version: UInt32
  /// 社保经办机构代码.
  package var agency: AgencyCode
  /// 单位编号.
  package var unit: UnitNumber
  /// 征收机关.
  package var office: TaxOfficeCode
  /// 是否顺序缴费.
  package var sequential: Bool
  /// 缴费类型.
  package var kind: NoticeKind
  /// 缴费期限.
  package var due: BusinessDate
  /// From the first month of any line to the last month of any, both included.
  package var period: PeriodRange
  /// The names of its levies (征收项目), joined by 、.
  package var levies: String
  /// The sum of its lines, without late fees.
  package var amount: Money
  /// Its lines; the line numbered n is at index n − 1.
  package var lines: [Line]
  /// The day of the declaration (申报日期); nil: not declared.
  package var declaredOn: BusinessDate?

  package init(
    number: NoticeNumber, version: UInt32, agency: AgencyCode, unit: UnitNumber,
    office: TaxOfficeCode, sequential: Bool, kind: NoticeKind, due: BusinessDate,
    period: PeriodRange, levies: String, amount: Money, lines: [Line],
    declaredOn: BusinessDate? = nil
  ) {
    self.number = number
    self.version = version
    self.agency = agency
    self.unit = unit
    self.office = office
    self.sequential = sequential
    self.kind = kind
    self.due = due
    self.period = period
    self.levies = levies
    self.amount = amount
    self.lines = lines
    self.declaredOn = declaredOn
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      version: c.number32(2, "version", m?.version),
      agency: c.value(3, "agency", m?.agency),
      unit: c.value(4, "unit", m?.unit),
      office: c.value(5, "office", m?.office),
      sequential: c.flag(6, "sequential", m?.sequential),
      kind: c.choice(7, "kind", m?.kind),
      due: c.value(8, "due", m?.due),
      period: c.value(9, "period", m?.period),
      levies: c.text(10, "levies", m?.levies, max: 300),
      amount: c.money(11, "amount", m?.amount),
      lines: c.list(12, "lines", m?.lines, max: 512),
      declaredOn: c.maybe(13, "declaredOn", m?.declaredOn))
  }
}

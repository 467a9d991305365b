import Protocol

/// The notices of an employer: one of each agency for the month, arrears, special ones.
struct SampleNotices {
  let month: Period
  let place: SamplePlace
  let identity: SampleIdentity
  let company: SampleCompany

  /// A levy item (征收品目). `rate` is in millionths.
  private struct LevyItem {
    let code: String
    let name: String
    let levy: String
    let isPersonal: Bool
    let rate: UInt32
  }

  private static let pension = "企业职工基本养老保险费"
  private static let unemployment = "失业保险费"
  private static let medical = "基本医疗保险费"

  private static let medicalItems = [
    LevyItem(
      code: "102030101", name: "职工基本医疗保险(单位缴纳)", levy: medical, isPersonal: false,
      rate: 85_000),
    LevyItem(
      code: "102030102", name: "职工基本医疗保险(个人缴纳)", levy: medical, isPersonal: true,
      rate: 20_000),
  ]

  private var labourItems: [LevyItem] {
    [
      LevyItem(
        code: "102010100", name: "职工基本养老保险(单位缴纳)", levy: Self.pension, isPersonal: false,
        rate: 160_000),
      LevyItem(
        code: "102010200", name: "职工基本养老保险(个人缴纳)", levy: Self.pension, isPersonal: true,
        rate: 80_000),
      LevyItem(
        code: "102020100", name: "失业保险(单位缴纳)", levy: Self.unemployment, isPersonal: false,
        rate: 7_000),
      LevyItem(
        code: "102020200", name: "失业保险(个人缴纳)", levy: Self.unemployment, isPersonal: true,
        rate: 3_000),
      LevyItem(
        code: "102040100", name: "工伤保险", levy: "工伤保险费", isPersonal: false,
        rate: company.riskRate),
    ]
  }

  /// The most months of arrears.
  static let arrearsMax = 3

  func all(_ random: inout SplitMix64) -> [NoticeRecord] {
    var notices: [NoticeRecord] = []
    let arrears = random.percent(15) ? 1 + random.below(Self.arrearsMax) : 0
    for back in stride(from: arrears, through: 0, by: -1) {
      notices.append(labour(month.adding(months: -back)))
    }
    let isSequential = !random.percent(10)
    notices.append(medical(sequential: isSequential))
    if random.percent(5) { notices.append(special(&random)) }
    return notices
  }

  private func labour(_ period: Period) -> NoticeRecord {
    notice(
      "HR", period, agency: place.labourAgency, unit: identity.labourUnit, sequential: true,
      special: false, labourItems.map { line($0, period, assessor: 2) })
  }

  /// Returns the notice of medical insurance (医保); some employers may defer their part (T11).
  private func medical(sequential: Bool) -> NoticeRecord {
    notice(
      "YB", month, agency: place.medicalAgency, unit: identity.medicalUnit,
      sequential: sequential, special: false,
      Self.medicalItems.map { item in
        line(item, month, assessor: 2, isDeferrable: company.isDeferring && !item.isPersonal)
      })
  }

  /// Returns a special notice (特殊缴费): a difference of the base for six months, whose late fee the
  /// agency has included (T8).
  private func special(_ random: inout SplitMix64) -> NoticeRecord {
    let from = month.adding(months: -6)
    let share = Int64(5 + random.below(20))
    let lines = labourItems.prefix(2).map { item -> LineRecord in
      let whole = company.amount(rate: item.rate)
      return record(
        item, from: from, through: month.previous, base: company.base * share / 100,
        amount: whole * share / 100, assessor: 1, isDeferrable: false)
    }
    return notice(
      "TS", month, agency: place.labourAgency, unit: identity.labourUnit, sequential: false,
      special: true, lines)
  }

  private func notice(
    _ prefix: String, _ period: Period, agency: String, unit: String, sequential: Bool,
    special: Bool, _ lines: [LineRecord]
  ) -> NoticeRecord {
    NoticeRecord(
      notice: prefix + String(period.number)
        + Digits.text(UInt64(identity.index + 1), width: 10),
      version: 1, registration: identity.registration, agency: agency, unit: unit,
      office: place.office, sequential: sequential, special: special,
      due: period.lastDay.description, total: lines.reduce(0) { $0 + $1.amount }, lines: lines)
  }

  private func line(
    _ item: LevyItem, _ period: Period, assessor: UInt32, isDeferrable: Bool = false
  ) -> LineRecord {
    record(
      item, from: period, through: period, base: company.base,
      amount: company.amount(rate: item.rate), assessor: assessor, isDeferrable: isDeferrable)
  }

  private func record(
    _ item: LevyItem, from: Period, through: Period, base: Int64, amount: Int64, assessor: UInt32,
    isDeferrable: Bool
  ) -> LineRecord {
    LineRecord(
      item: item.code, itemName: item.name, levyName: item.levy, personal: item.isPersonal,
      from: from.description, through: through.description, heads: company.heads, base: base,
      rate: item.rate, amount: amount, lateFee: assessor,
      deferrableUntil: isDeferrable ? month.adding(months: 3).lastDay.description : "",
      policy: isDeferrable ? "医保缓缴" : "")
  }
}

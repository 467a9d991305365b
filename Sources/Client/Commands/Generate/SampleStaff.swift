import Protocol

/// What an employer is: its name, trade and how its wages are spread.
struct SampleCompany {
  /// So many people on the same base, in fen.
  struct WageClass {
    let heads: UInt32
    let base: Int64
  }

  let name: String
  let industry: String
  let type: String
  let classes: [WageClass]
  let riskRate: UInt32
  let isDeferring: Bool

  var heads: UInt32 { classes.reduce(0) { $0 + $1.heads } }
  /// Σ of the bases.
  var base: Int64 { classes.reduce(0) { $0 + Int64($1.heads) * $1.base } }

  /// 缴费基数 limits: 60 % and 300 % of the average wage.
  static let baseRange: ClosedRange<Int64> = 424_200...2_121_000

  private static let first = ["海川", "鑫盛", "瑞丰", "博远", "恒信", "东方", "金港", "蓝海", "泰和", "华诚"]
  private static let second = ["餐饮", "机械", "物流", "软件", "纺织", "建材", "食品", "贸易", "电子", "旅游"]
  private static let trades = [
    "餐饮业", "通用设备制造业", "道路运输业", "软件和信息技术服务业", "纺织业", "非金属矿物制品业",
    "食品制造业", "批发业", "电子设备制造业", "旅游业",
  ]
  /// 工伤 rates of the eight classes of risk, in millionths.
  private static let risks: [UInt32] = [500, 1_000, 1_800, 2_300, 2_800, 3_300, 4_000, 4_800]

  init(index: Int, random: inout SplitMix64) {
    let trade = random.below(Self.second.count)
    name = "青岛" + Self.first[random.below(Self.first.count)] + Self.second[trade] + "有限公司"
    industry = Self.trades[trade]
    type = random.percent(80) ? "有限责任公司" : "私营有限责任公司"
    riskRate = Self.risks[random.below(Self.risks.count)]
    isDeferring = random.percent(20)
    // Some 13 insured in the mean, and a few large employers.
    let heads = Self.isLarge(index) ? 500 + random.below(20_000) : 1 + random.below(25)
    classes = Self.wages(heads, &random)
  }

  /// One in five hundred.
  static func isLarge(_ index: Int) -> Bool { index % 500 == 7 }

  private static func wages(_ heads: Int, _ random: inout SplitMix64) -> [WageClass] {
    let count = min(heads, 8)
    var left = heads
    return (0..<count).map { place in
      let share = place == count - 1 ? left : max(1, left / (count - place))
      left -= share
      let wage = 300_000 + Int64(random.below(2_400_000))
      let base = min(max(wage, baseRange.lowerBound), baseRange.upperBound)
      return WageClass(heads: UInt32(share), base: base)
    }
  }

  /// Σ over people of base × rate, each rounded half up to the fen (rule of the agencies).
  func amount(rate: UInt32) -> Int64 {
    classes.reduce(0) { sum, wages in
      sum + Int64(wages.heads) * ((wages.base * Int64(rate) + 500_000) / 1_000_000)
    }
  }
}

/// Who acts for an employer.
struct SampleStaff {
  /// Persons of one employer, at most.
  static let personsMax = 4

  private let company: SampleCompany
  private let identity: SampleIdentity
  let persons: [PersonRecord]

  private static let families = ["王", "李", "张", "刘", "陈", "杨", "赵", "孙", "周", "于"]
  private static let given = ["伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "杰", "涛", "超"]

  init(_ company: SampleCompany, _ identity: SampleIdentity, _ random: inout SplitMix64) {
    self.company = company
    self.identity = identity
    let count = 2 + random.below(Self.personsMax - 1)
    var persons: [PersonRecord] = []
    for place in 0..<count { persons.append(Self.person(place, identity, &random)) }
    self.persons = persons
  }

  /// The legal representative, a social insurance clerk, a tax clerk, a finance officer; one in
  /// five clerks is a tax clerk as well, and one in five identities is still to be confirmed
  /// (L1.6).
  private static func person(
    _ place: Int, _ identity: SampleIdentity, _ random: inout SplitMix64
  ) -> PersonRecord {
    let kinds: [IdentityKind] = [
      .legalRepresentative, .socialInsuranceClerk, .taxClerk, .financeOfficer,
    ]
    var held = [kinds[place]]
    if kinds[place] == .socialInsuranceClerk && random.percent(20) { held.append(.taxClerk) }
    let number = identity.index * personsMax + place
    let name =
      families[random.below(families.count)] + given[random.below(given.count)]
      + given[random.below(given.count)]
    return PersonRecord(
      resident: SampleCodes.resident(division: identity.place.division, number: number),
      name: name, mobile: SampleCodes.mobile(number: number),
      user: random.percent(33) ? "user\(number)" : "",
      identities: held.map { kind in
        IdentityRecord(
          registration: identity.registration, kind: UInt32(kind.rawValue),
          confirmed: random.percent(80))
      })
  }

  func employer(_ place: SamplePlace) -> EmployerRecord {
    EmployerRecord(
      registration: identity.registration, taxpayer: identity.taxpayer, name: company.name,
      status: "正常", type: company.type, industry: company.industry,
      address: "山东省青岛市\(place.name)海尔路\(identity.index % 900 + 1)号",
      legalRepresentative: persons[0].name, financeOfficer: persons[persons.count - 1].name,
      phone: persons[0].mobile, office: place.office, officeName: "国家税务总局青岛市\(place.name)税务局",
      subOffice: place.subOffice, subOfficeName: "\(place.name)税务局第一税务所",
      registered: "2019-0\(identity.index % 9 + 1)-15",
      enrolments: [
        EnrolmentRecord(
          agency: place.labourAgency, agencyName: "青岛市\(place.name)社会保险事业中心",
          unit: identity.labourUnit,
          insurances: [
            insurance("10201", "企业职工基本养老保险费"), insurance("10202", "失业保险费"),
            insurance("10204", "工伤保险费"),
          ]),
        EnrolmentRecord(
          agency: place.medicalAgency, agencyName: "青岛市\(place.name)医疗保障局",
          unit: identity.medicalUnit, insurances: [insurance("10203", "基本医疗保险费")]),
      ])
  }

  private func insurance(_ levy: String, _ name: String) -> InsuranceRecord {
    InsuranceRecord(
      levy: levy, name: name, from: "2019-10", through: "", status: "参保缴费",
      heads: company.heads)
  }
}

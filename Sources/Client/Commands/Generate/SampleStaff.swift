import Protocol

/// The persons who act for an employer (办税人员).
struct SampleStaff {
  /// The most persons of one employer.
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

  /// Returns by `place`: legal representative, social insurance clerk, tax clerk, finance officer.
  /// One in five social insurance clerks is a tax clerk as well, and one in five identities is not
  /// yet confirmed (L1.6).
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

package import Protocol

/// Made-up employers, persons and notices as an officer's file has them: every identifier passes
/// its checks, lines add up, and the same seed gives the same data.
///
/// An employer's records depend on the seed and its own number only, so that any of them can be
/// made alone. Nothing in them is a real person's or employer's.
package struct SampleData: Sendable {
  /// The most employers: the mobile numbers are used up then.
  package static let employersMax = 100_000_000

  /// Which stream of random numbers.
  package let seed: UInt64
  /// The month (费款所属期) of the regular notices.
  package let month: Period

  /// The data of one seed and one month.
  package init(seed: UInt64, month: Period) {
    self.seed = seed
    self.month = month
  }

  /// One employer with its persons and notices, in the order of the file.
  package struct Household: Equatable, Sendable {
    /// 税务登记 and 参保登记.
    package let employer: EmployerRecord
    /// Who acts for it (办税人员).
    package let persons: [PersonRecord]
    /// What it owes (告知单), oldest first for each agency.
    package let notices: [NoticeRecord]
  }

  /// Employer `index`, from 0.
  package func household(_ index: Int) -> Household {
    var random = SplitMix64(seed: seed, stream: UInt64(index))
    let place = SamplePlace.all[random.below(SamplePlace.all.count)]
    let identity = SampleIdentity(index: index, place: place)
    let company = SampleCompany(index: index, random: &random)
    let staff = SampleStaff(company, identity, &random)
    return Household(
      employer: staff.employer(place),
      persons: staff.persons,
      notices: SampleNotices(month: month, place: place, identity: identity, company: company)
        .all(&random))
  }
}

extension SplitMix64 {
  /// One stream of a seed for each employer.
  fileprivate init(seed: UInt64, stream: UInt64) {
    self.init(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ (stream &+ 1) &* 0xBF58_476D_1CE4_E5B9)
    _ = next()
  }
}

/// A district with its tax office and the two agencies.
struct SamplePlace {
  let division: UInt32
  let name: String

  var office: String { "1\(division)0000" }
  var subOffice: String { "1\(division)0100" }
  /// 人社 (pension, unemployment, injury) and 医保 (medical).
  var labourAgency: String { "\(division)\(division)0000001" }
  var medicalAgency: String { "\(division)\(division)0000002" }

  /// Qingdao's (GB/T 2260).
  static let all = [
    SamplePlace(division: 370202, name: "市南区"), SamplePlace(division: 370203, name: "市北区"),
    SamplePlace(division: 370211, name: "黄岛区"), SamplePlace(division: 370212, name: "崂山区"),
    SamplePlace(division: 370213, name: "李沧区"), SamplePlace(division: 370214, name: "城阳区"),
    SamplePlace(division: 370215, name: "即墨区"), SamplePlace(division: 370281, name: "胶州市"),
    SamplePlace(division: 370283, name: "平度市"), SamplePlace(division: 370285, name: "莱西市"),
  ]
}

/// An employer's numbers, all made from its index, so that no two are alike.
struct SampleIdentity {
  let index: Int
  let place: SamplePlace

  /// 登记序号: organisation, national, division, serial.
  var registration: String {
    "101" + "1" + "\(place.division)" + Digits.text(UInt64(index + 1), width: 10)
  }

  /// 统一社会信用代码 with both checks.
  var taxpayer: String { SampleCodes.unifiedCode(division: place.division, index: index) }

  var labourUnit: String { "1" + Digits.text(UInt64(index), width: 9) }
  var medicalUnit: String { "2" + Digits.text(UInt64(index), width: 9) }
}

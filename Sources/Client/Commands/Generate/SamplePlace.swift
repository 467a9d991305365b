import Protocol

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

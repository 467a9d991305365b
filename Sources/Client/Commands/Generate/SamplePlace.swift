/// A district of Qingdao, with its tax office and the two agencies.
struct SamplePlace {
  let division: UInt32
  let name: String

  var office: String { "1\(division)0000" }
  var subOffice: String { "1\(division)0100" }
  /// The agency of human resources (人社): pension, unemployment and injury.
  var labourAgency: String { "\(division)\(division)0000001" }
  /// The agency of medical insurance (医保).
  var medicalAgency: String { "\(division)\(division)0000002" }

  /// The districts (GB/T 2260).
  static let all = [
    SamplePlace(division: 370202, name: "市南区"), SamplePlace(division: 370203, name: "市北区"),
    SamplePlace(division: 370211, name: "黄岛区"), SamplePlace(division: 370212, name: "崂山区"),
    SamplePlace(division: 370213, name: "李沧区"), SamplePlace(division: 370214, name: "城阳区"),
    SamplePlace(division: 370215, name: "即墨区"), SamplePlace(division: 370281, name: "胶州市"),
    SamplePlace(division: 370283, name: "平度市"), SamplePlace(division: 370285, name: "莱西市"),
  ]
}

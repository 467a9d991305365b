import Protocol

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

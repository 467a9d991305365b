import Protocol

/// The identifiers of an employer, all derived from its index, so that no two are equal.
struct SampleIdentity {
  let index: Int
  let place: SamplePlace

  /// The registration number (登记序号): organisation, national, division, serial.
  var registration: String {
    "101" + "1" + "\(place.division)" + Digits.text(UInt64(index + 1), width: 10)
  }

  /// The unified social credit code (统一社会信用代码) with both check characters.
  var taxpayer: String { SampleCodes.unifiedCode(division: place.division, index: index) }

  var labourUnit: String { "1" + Digits.text(UInt64(index), width: 9) }
  var medicalUnit: String { "2" + Digits.text(UInt64(index), width: 9) }
}

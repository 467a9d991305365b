package import Protocol

/// Made-up employers, persons and notices, as records of an import file. Identifiers have correct
/// check characters, lines add up, and the same seed gives the same data.
///
/// The records of an employer depend on the seed and its index only, so that each can be made
/// alone. No data are of real persons or employers.
package struct SampleData: Sendable {
  /// The most employers: more would need more mobile numbers than there are.
  package static let employersMax = 100_000_000

  /// The seed of all random numbers.
  package let seed: UInt64
  /// The month (费款所属期) of the regular notices.
  package let month: Period

  package init(seed: UInt64, month: Period) {
    self.seed = seed
    self.month = month
  }

  /// Makes the records of the employer with this index, from 0.
  package func records(ofEmployer index: Int) -> SampleRecords {
    var random = SplitMix64(seed: seed, stream: UInt64(index))
    let place = SamplePlace.all[random.below(SamplePlace.all.count)]
    let identity = SampleIdentity(index: index, place: place)
    let company = SampleCompany(index: index, random: &random)
    let staff = SampleStaff(company, identity, &random)
    return SampleRecords(
      employer: staff.employer(place),
      persons: staff.persons,
      notices: SampleNotices(month: month, place: place, identity: identity, company: company)
        .all(&random))
  }
}

extension SplitMix64 {
  /// Makes an independent generator for each employer.
  fileprivate init(seed: UInt64, stream: UInt64) {
    self.init(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ (stream &+ 1) &* 0xBF58_476D_1CE4_E5B9)
    _ = next()
  }
}

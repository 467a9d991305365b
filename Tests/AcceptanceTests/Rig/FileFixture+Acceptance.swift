import Fixtures
import Protocol

/// What the house's banks and their customers know.
extension Fixture {
  /// The account of the n-th employer.
  static func account(_ n: Int) -> String { "3702000000\(padded(n, 6))" }
  /// The agreement (三方协议) of the n-th employer.
  static func agreement(_ n: Int) -> String { "XY\(padded(n, 6))" }
}

/// An officer's file for this house: what it says is in time until 2099, and the agencies assess.
extension FileLine {
  static func employer(_ n: Int) -> FileLine {
    let insurances = [("10210", Fixture.levyName), ("10212", "失业保险费")].map { levy, name in
      FileFixture.insurance(levy: levy, name: name, from: "2015-03", heads: 12)
    }
    return .employer(
      FileFixture.employer(n, enrolments: [FileFixture.enrolment(n, insurances: insurances)]))
  }

  static func person(
    _ n: Int, at employer: Int, as kinds: [(IdentityKind, confirmed: Bool)]
  ) -> FileLine {
    .person(
      FileFixture.person(
        n, name: "张明\(n)", user: "user\(n)",
        identities: kinds.map {
          FileFixture.identity(employer, kind: UInt32($0.0.rawValue), confirmed: $0.confirmed)
        }))
  }

  /// The n-th employer and its legal representative, who has the same number.
  static func employerWithOwner(_ n: Int) -> [FileLine] {
    [.employer(n), .person(n, at: n, as: [(.legalRepresentative, confirmed: true)])]
  }
}

extension FileFixture {
  /// A notice for one month with the given lines.
  static func owed(
    _ number: String, of employer: Int, sequential: Bool = false, special: Bool = false,
    _ lines: [LineRecord]
  ) -> NoticeRecord {
    notice(
      number, of: UInt64(employer), sequential: sequential, special: special, due: "2099-12-31",
      lines: lines)
  }

  static func due(
    _ fen: Int64, month: String = "2026-10", personal: Bool = false, deferrable: Bool = false
  ) -> LineRecord {
    line(
      fen: fen, itemName: "职工基本养老保险（\(personal ? "个人" : "单位")缴纳）", personal: personal,
      from: month, through: month, heads: 12, base: fen * 6, rate: personal ? 80_000 : 160_000,
      lateFee: 3, deferrableUntil: deferrable ? "2099-06-30" : "",
      policy: deferrable ? "医保缓缴" : "")
  }
}

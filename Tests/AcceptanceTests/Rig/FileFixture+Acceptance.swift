import Fixtures
import Protocol

/// Accounts and agreements at the sandbox's banks.
extension Fixture {
  /// 账号 of the n-th employer.
  static func account(_ n: Int) -> String { "3702000000\(padded(n, 6))" }
  /// 协议书号 (三方协议) of the n-th employer.
  static func agreement(_ n: Int) -> String { "XY\(padded(n, 6))" }
}

/// Lines of an officer's file: due in 2099 and without late fees, so that no test depends on its
/// date.
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

  /// The n-th employer and its legal representative, the n-th person.
  static func employerWithOwner(_ n: Int) -> [FileLine] {
    [.employer(n), .person(n, at: n, as: [(.legalRepresentative, confirmed: true)])]
  }
}

extension FileFixture {
  /// A notice with the given lines, due 2099-12-31.
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

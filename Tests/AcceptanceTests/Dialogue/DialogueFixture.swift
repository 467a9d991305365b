import Fixtures
import Protocol

/// The data of every dialogue: two employers, five persons and their notices.
enum DialogueFixture {
  /// Shell functions for the dialogues, from the repository's root.
  static let prelude = "Tests/AcceptanceTests/Dialogues/prelude.sh"

  /// Values by name: bindings of the scripts, and variables of their shell.
  static var names: [String: String] {
    var names = [
      "bank": ServerRig.banks[0], "bank2": ServerRig.banks[1], "office": Fixture.office.text,
      "suboffice": Fixture.subOffice.text, "agency": Fixture.agency.text,
    ]
    for employer in 1...2 {
      names["taxpayer\(employer)"] = Fixture.taxpayer(employer).text
      names["registration\(employer)"] = Fixture.registration(employer).text
      names["name\(employer)"] = Fixture.name(employer)
      names["unit\(employer)"] = Fixture.unit(employer).text
      names["account\(employer)"] = Fixture.account(employer)
    }
    for person in 1...5 {
      names["resident\(person)"] = Fixture.resident(person).text
      names["mobile\(person)"] = Fixture.mobile(person).text
    }
    return names
  }

  static var file: [FileLine] {
    (1...2).map { .employer($0) } + persons + notices.map { .notice($0) }
  }

  /// Person 1 has every permission; 2 has two identities, one of them unconfirmed; 3 needs a scan
  /// for guarded methods; 4 may only sign in; 5 is of the second employer.
  private static var persons: [FileLine] {
    [
      .person(1, at: 1, as: [(.legalRepresentative, confirmed: true)]),
      .person(2, at: 1, as: [(.financeOfficer, confirmed: false), (.taxClerk, confirmed: true)]),
      .person(3, at: 1, as: [(.socialInsuranceClerk, confirmed: true)]),
      .person(4, at: 1, as: [(.invoiceClerk, confirmed: true)]),
      .person(5, at: 2, as: [(.legalRepresentative, confirmed: true)]),
    ]
  }

  /// Three months that are paid in order (顺序缴费), one notice with deferrable lines, one 特殊缴费, one of
  /// the second employer.
  private static var notices: [NoticeRecord] {
    [
      month("SEQ202608", "2026-08", 100_000), month("SEQ202609", "2026-09", 110_000),
      month("SEQ202610", "2026-10", 120_050),
      FileFixture.owed(
        "DEF202610", of: 1,
        [FileFixture.due(80_000, deferrable: true), FileFixture.due(20_000, personal: true)]),
      FileFixture.owed(
        "SPECIAL1", of: 1, special: true, [FileFixture.due(50_000, month: "2026-09")]),
      FileFixture.owed("OTHER1", of: 2, [FileFixture.due(70_000)]),
    ]
  }

  private static func month(_ number: String, _ month: String, _ fen: Int64) -> NoticeRecord {
    FileFixture.owed(
      number, of: 1, sequential: true,
      [FileFixture.due(fen, month: month), FileFixture.due(fen / 2, month: month, personal: true)])
  }
}

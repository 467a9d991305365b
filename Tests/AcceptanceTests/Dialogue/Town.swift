import Protocol

/// Whom every dialogue finds: two employers, their people, and what the first one owes.
enum Town {
  /// Shell functions for the dialogues, from the repository's root.
  static let prelude = "Tests/AcceptanceTests/Dialogues/prelude.sh"

  /// Names for the scripts, and variables for their shell.
  static func names() throws -> [String: String] {
    var names = [
      "bank": House.banks[0], "bank2": House.banks[1], "office": Fixture.office,
      "agency": Fixture.agency,
    ]
    for employer in 1...2 {
      names["taxpayer\(employer)"] = try Fixture.taxpayer(employer).text
      names["registration\(employer)"] = try Fixture.registration(employer).text
      names["name\(employer)"] = Fixture.name(employer)
      names["unit\(employer)"] = Fixture.unit(employer)
      names["account\(employer)"] = Fixture.account(employer)
    }
    for person in 1...5 {
      names["resident\(person)"] = try Fixture.resident(person).text
      names["mobile\(person)"] = try Fixture.mobile(person).text
    }
    return names
  }

  static func records() throws -> [ImportRecord] {
    var records: [ImportRecord] = []
    for employer in 1...2 {
      let record = try Fixture.employer(employer)
      records.append(ImportRecord(line: UInt64(records.count + 1), employer: record))
    }
    for person in try persons() {
      records.append(ImportRecord(line: UInt64(records.count + 1), person: person))
    }
    for notice in try notices() {
      records.append(ImportRecord(line: UInt64(records.count + 1), notice: notice))
    }
    return records
  }

  /// 1 may do all; 2 has two identities, one of them unconfirmed; 3 needs a scan for what is
  /// guarded; 4 may only enter; 5 belongs to the second employer.
  private static func persons() throws -> [PersonRecord] {
    [
      try Fixture.person(1, at: 1, as: [(.legalRepresentative, confirmed: true)]),
      try Fixture.person(
        2, at: 1, as: [(.financeOfficer, confirmed: false), (.taxClerk, confirmed: true)]),
      try Fixture.person(3, at: 1, as: [(.socialInsuranceClerk, confirmed: true)]),
      try Fixture.person(4, at: 1, as: [(.invoiceClerk, confirmed: true)]),
      try Fixture.person(5, at: 2, as: [(.legalRepresentative, confirmed: true)]),
    ]
  }

  /// Three months in order, one with deferrable lines, one 特殊缴费, one of the second employer.
  private static func notices() throws -> [NoticeRecord] {
    [
      try month("SEQ202608", "2026-08", 100_000), try month("SEQ202609", "2026-09", 110_000),
      try month("SEQ202610", "2026-10", 120_050),
      try Fixture.notice(
        "DEF202610", of: 1, month: "2026-10",
        lines: [
          Fixture.line(80_000, month: "2026-10", deferrable: true),
          Fixture.line(20_000, month: "2026-10", personal: true),
        ]),
      try Fixture.notice(
        "SPECIAL1", of: 1, month: "2026-09", special: true,
        lines: [Fixture.line(50_000, month: "2026-09")]),
      try Fixture.notice(
        "OTHER1", of: 2, month: "2026-10", lines: [Fixture.line(70_000, month: "2026-10")]),
    ]
  }

  private static func month(_ number: String, _ month: String, _ fen: Int64) throws -> NoticeRecord
  {
    try Fixture.notice(
      number, of: 1, month: month, sequential: true,
      lines: [
        Fixture.line(fen, month: month), Fixture.line(fen / 2, month: month, personal: true),
      ])
  }
}

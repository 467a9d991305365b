import Bureau
package import Protocol

/// Records of an officer's file about the employers and persons of `Fixture`. Any member can be
/// replaced by a wrong one.
package enum FileFixture {
  package static func employer(
    _ n: some BinaryInteger, registration: String? = nil, taxpayer: String? = nil,
    name: String? = nil, office: String = Fixture.office.text,
    subOffice: String = Fixture.subOffice.text, registered: String? = nil,
    enrolments: [EnrolmentRecord]? = nil
  ) -> EmployerRecord {
    let filed = Fixture.registered(n)
    return EmployerRecord(
      registration: registration ?? filed.number.text, taxpayer: taxpayer ?? filed.taxpayer.text,
      name: name ?? filed.name, status: filed.status, type: filed.type, industry: filed.industry,
      address: filed.address, legalRepresentative: filed.legalRepresentative,
      financeOfficer: filed.financeOfficer, phone: filed.phone, office: office,
      officeName: filed.officeName, subOffice: subOffice, subOfficeName: filed.subOfficeName,
      registered: registered ?? filed.registered.description,
      enrolments: enrolments ?? [enrolment(n)])
  }

  package static func enrolment(
    _ n: some BinaryInteger, agency: String = Fixture.agency.text, unit: String? = nil,
    insurances: [InsuranceRecord] = [insurance()]
  ) -> EnrolmentRecord {
    EnrolmentRecord(
      agency: agency, agencyName: Fixture.agencyName, unit: unit ?? Fixture.unit(n).text,
      insurances: insurances)
  }

  package static func insurance(
    levy: String = "10210", name: String = Fixture.levyName, from: String = "2020-01",
    through: String = "", heads: UInt32 = 10
  ) -> InsuranceRecord {
    InsuranceRecord(
      levy: levy, name: name, from: from, through: through, status: "正常参保", heads: heads)
  }

  package static func person(
    _ n: some BinaryInteger, at employer: UInt64 = 1, resident: String? = nil,
    mobile: String? = nil, name: String = "张明", user: String = "",
    identities: [IdentityRecord]? = nil
  ) -> PersonRecord {
    PersonRecord(
      resident: resident ?? Fixture.resident(n).text, name: name,
      mobile: mobile ?? Fixture.mobile(n).text, user: user,
      identities: identities ?? [identity(employer)])
  }

  package static func identity(
    _ employer: some BinaryInteger, kind: UInt32 = 1, confirmed: Bool = false
  ) -> IdentityRecord {
    IdentityRecord(
      registration: Fixture.registration(employer).text, kind: kind, confirmed: confirmed)
  }

  package static func notice(
    _ number: String = "N1", of employer: UInt64 = 1, version: UInt32 = 1,
    registration: String? = nil, agency: String = Fixture.agency.text, unit: String? = nil,
    office: String = Fixture.office.text, sequential: Bool = true, special: Bool = false,
    due: String = "2026-11-25", total: Int64? = nil, lines: [LineRecord]? = nil
  ) -> NoticeRecord {
    let lines = lines ?? [line()]
    return NoticeRecord(
      notice: number, version: version,
      registration: registration ?? Fixture.registration(employer).text, agency: agency,
      unit: unit ?? Fixture.unit(employer).text, office: office, sequential: sequential,
      special: special, due: due, total: total ?? lines.reduce(0) { $0 + $1.amount }, lines: lines)
  }

  package static func line(
    fen: Int64 = 100_000, item: String = Fixture.item.text, itemName: String = Fixture.itemName,
    levyName: String = Fixture.levyName, personal: Bool = false, from: String = "2026-10",
    through: String = "2026-10", heads: UInt32 = 10, base: Int64 = 600_000, rate: UInt32 = 160_000,
    lateFee: UInt32 = 2, deferrableUntil: String = "", policy: String = ""
  ) -> LineRecord {
    LineRecord(
      item: item, itemName: itemName, levyName: levyName, personal: personal, from: from,
      through: through, heads: heads, base: base, rate: rate, amount: fen, lateFee: lateFee,
      deferrableUntil: deferrableUntil, policy: policy)
  }

  package static func withdrawal(
    _ number: String = "N1", of employer: UInt64 = 1
  ) -> WithdrawRecord {
    WithdrawRecord(notice: number, registration: Fixture.registration(employer).text)
  }
}

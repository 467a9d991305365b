package import Bureau
package import Protocol

/// Employers, persons and sessions in the server's state.
extension Fixture {
  /// 税务登记 of the n-th employer.
  package static func registered(
    _ n: some BinaryInteger, taxpayer: TaxpayerID? = nil, office: TaxOfficeCode = office
  ) -> Registration {
    Registration(
      registration: registration(n), taxpayer: taxpayer ?? self.taxpayer(n), name: name(n),
      status: "正常",
      type: "有限责任公司", industry: "软件和信息技术服务业", address: "青岛市市南区香港中路\(n)号",
      legalRepresentative: "王法人", financeOfficer: "李财务", phone: "0532-8000000\(n)", office: office,
      officeName: officeName, subOffice: subOffice, subOfficeName: "第一税务所",
      registered: day(2015, 3, 1))
  }

  /// 参保登记 of the n-th employer at an agency.
  package static func enrolment(
    _ n: some BinaryInteger, agencyName: String = agencyName, insurances: [Insurance] = []
  ) -> Enrolment {
    Enrolment(agency: agency, agencyName: agencyName, unit: unit(n), insurances: insurances)
  }

  /// The n-th employer, with one enrolment, and with notices where they are given.
  package static func employer(
    _ n: some BinaryInteger, taxpayer: TaxpayerID? = nil, notices: [Notice] = []
  ) -> Employer {
    var employer = Employer(
      registration: registered(n, taxpayer: taxpayer), enrolments: [enrolment(n)])
    for notice in notices { employer.notices[notice.number] = notice }
    return employer
  }

  /// A person's identity at the n-th employer.
  package static func identity(
    _ n: some BinaryInteger, as kind: IdentityKind = .legalRepresentative, confirmed: Bool = true
  ) -> PersonIdentity {
    PersonIdentity(registration: registration(n), kind: kind, confirmed: confirmed)
  }

  /// The n-th person, without a password or a consent.
  package static func person(
    _ n: some BinaryInteger, holding identities: [PersonIdentity], user: String? = nil
  ) -> Person {
    Person(
      resident: resident(n), name: "张明\(n)", mobile: mobile(n), user: user ?? "user\(n)",
      identities: identities, consents: [], failures: [], codesSent: [])
  }

  /// A session of a person at an employer; it lasts 12 hours where no end is given.
  package static func session(
    _ id: Id128, token: Digest256, of person: ResidentID, at employer: RegistrationNumber,
    as kind: IdentityKind = .legalRepresentative, opened: Timestamp, ends: Timestamp? = nil,
    proved: Bool = true
  ) -> Session {
    Session(
      id: id, token: token, resident: person, registration: employer, identity: kind,
      opened: opened, ends: ends ?? opened.adding(milliseconds: 12 * 3_600_000), proved: proved)
  }
}

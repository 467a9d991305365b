internal import Protocol

/// 我的税务登记信息 and 我的参保登记信息 (I1, I2), masked by the server.
enum Registrations {
  /// Decides `registration.show` and `enrolment.list`.
  static func decide(_ request: RegistrationRequest, _ desk: ClerkDesk) -> Decision {
    switch request {
    case .show: .reply(show(desk.employer.registration))
    case .enrolments: .reply(list(desk.employer.enrolments))
    }
  }

  private static func show(_ file: TaxRegistration) -> Registration {
    Registration(
      registration: file.number, taxpayer: file.taxpayer, name: file.name, status: file.status,
      type: file.type, industry: file.industry, address: file.address,
      legalRepresentative: Masking.name(file.legalRepresentative),
      financeOfficer: Masking.name(file.financeOfficer), phone: Masking.phone(file.phone),
      office: file.office, officeName: file.officeName, subOffice: file.subOffice,
      subOfficeName: file.subOfficeName, registered: file.registered)
  }

  private static func list(_ enrolments: [Enrolment]) -> EnrolmentList {
    EnrolmentList(
      enrolments: enrolments.sorted {
        $0.agency == $1.agency
          ? $0.unit.text < $1.unit.text : $0.agency.number < $1.agency.number
      })
  }
}

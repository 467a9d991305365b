internal import Protocol

/// The employer's registrations (我的税务登记信息, 我的参保登记信息; I1, I2), masked by the server.
enum Registrations {
  /// Decides `registration.show` and `enrolment.list`.
  static func decide(_ request: RegistrationRequest, _ clerk: SignedInClerk) -> Decision {
    switch request {
    case .show: .reply(masked(clerk.employer.registration))
    case .enrolments: .reply(list(clerk.employer.enrolments))
    }
  }

  /// Masks the two names and the telephone number. The unmasked registration never leaves the
  /// server.
  private static func masked(_ file: Registration) -> Registration {
    var shown = file
    shown.legalRepresentative = Masking.name(file.legalRepresentative)
    shown.financeOfficer = Masking.name(file.financeOfficer)
    shown.phone = Masking.phone(file.phone)
    return shown
  }

  private static func list(_ enrolments: [Enrolment]) -> EnrolmentList {
    EnrolmentList(
      enrolments: enrolments.sorted {
        $0.agency == $1.agency
          ? $0.unit.text < $1.unit.text : $0.agency.number < $1.agency.number
      })
  }
}

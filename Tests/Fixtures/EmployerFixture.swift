package import Bureau
package import Protocol

/// An employer with its persons, sessions, agreements and notices, for the beginning of a journal.
package struct EmployerFixture: Sendable {
  package var filed: EmployerFiled
  package var persons: [Person] = []
  package var sessions: [Session] = []
  package var agreements: [AgreementState] = []
  /// The payment password, which is not set where it has no digest.
  package var password = PaymentPassword(off: false)
  package var notices: [Notice] = []
  /// The day on which all notices were declared; nil: none is declared.
  package var declaredOn: BusinessDate?

  package init(_ registration: Registration, enrolments: [Enrolment] = []) {
    filed = EmployerFiled(file: registration, enrolments: enrolments)
  }

  /// The events that make this state, in an order in which operations could have made it.
  package var events: [Event] {
    let number = filed.registration
    var events = [Event.employer(.employerFiled(filed))]
    events += persons.map { .person(.personFiled(PersonFiled(person: $0))) }
    events += sessions.map { .session(.sessionBegun(SessionBegun(session: $0))) }
    events += agreements.map {
      .employer(.agreementAdded(AgreementAdded(registration: number, agreement: $0)))
    }
    if let digest = password.digest, let salt = password.salt {
      events.append(
        .employer(
          .paymentPasswordChanged(
            PaymentPasswordChanged(registration: number, digest: digest, salt: salt))))
    }
    if password.off {
      events.append(
        .employer(.paymentPasswordUseSet(PaymentPasswordUseSet(registration: number, off: true))))
    }
    for notice in notices {
      events.append(.employer(.noticeFiled(NoticeFiled(registration: number, notice: notice))))
      guard let declaredOn else { continue }
      events.append(
        .employer(.declared(Declared(registration: number, notice: notice.number, on: declaredOn))))
    }
    return events
  }
}

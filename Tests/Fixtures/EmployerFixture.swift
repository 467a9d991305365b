package import Bureau
package import Protocol

/// An employer with all that stands around it, to begin a journal with.
package struct EmployerFixture: Sendable {
  package var filed: EmployerFiled
  package var persons: [Person] = []
  package var sessions: [Session] = []
  package var agreements: [AgreementState] = []
  /// The payment password; without a digest it is not set.
  package var password = PaymentPassword(off: false)
  package var notices: [Notice] = []
  /// When all notices were declared; nil: none is.
  package var declaredOn: BusinessDate?

  package init(_ registration: Registration, enrolments: [Enrolment] = []) {
    filed = EmployerFiled(file: registration, enrolments: enrolments)
  }

  /// The events that found it, as operations of the bureau and of its clerks would.
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

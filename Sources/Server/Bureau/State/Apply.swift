public import Protocol

extension State {
  /// Applies the events of one operation. It cannot fail: `decide` has checked everything, and an
  /// event about what is not in memory changes nothing.
  public mutating func apply(_ events: [Event], sequence: UInt64) {
    for event in events { apply(event, sequence: sequence) }
    self.sequence = sequence
  }

  /// Applies one event of an operation.
  public mutating func apply(_ event: Event, sequence: UInt64) {
    self.sequence = sequence
    apply(event)
  }

  private mutating func apply(_ event: Event) {
    switch event {
    case .personFiled, .passwordSet, .loginFailed, .loginPassed, .loginUncounted, .loginUnlocked,
      .consentAccepted,
      .identityConfirmed, .codeOrdered:
      applyPerson(event)
    case .sessionBegun, .sessionFinished, .sessionProved, .messageOrdered, .messageTaken,
      .messagesExpired:
      applySession(event)
    case .employerFiled, .noticeFiled, .noticeWithdrawn, .declared, .declarationVoided,
      .attemptRequested, .attemptHandedOut, .attemptSucceeded, .attemptFailed, .attemptUnknown,
      .attemptCancelled, .attemptReferred, .attemptDisputed, .attemptResolved,
      .paymentPasswordFailed, .paymentPasswordPassed,
      .paymentPasswordChanged, .paymentPasswordUseSet, .agreementAdded, .agreementMoved,
      .autoPaymentSet:
      applyEmployer(event)
    case .importBegun(let e): batches[e.batch.batch] = e.batch
    case .importPartTaken(let e): batches[e.batch.batch] = e.batch
    case .importCommitted(let e): batches[e.batch.batch] = e.batch
    case .importSliceApplied(let e): batches[e.batch.batch] = e.batch
    case .clockAdvanced(let e): clockAhead = e.milliseconds
    // The time is the process's own: a start takes the wall's.
    case .clockConfirmed: break
    case .recoveryBegun(let e):
      recovery = e.since
      keep(RecoveryGap(since: e.since, restored: e.restored))
      for skip in e.serials { serials[skip.month] = max(serials[skip.month] ?? 0, skip.last) }
    case .recoveryEnded: recovery = nil
    }
  }

  /// Applies an event of an employer, and keeps the indexes by number.
  private mutating func applyEmployer(_ event: Event) {
    guard let registration = event.employer else { return }
    if case .employerFiled(let e) = event, employers[registration] == nil {
      employers[registration] = Employer(registration: e.registration, enrolments: e.enrolments)
    }
    if case .attemptRequested(let e) = event { number(e.attempt, of: registration) }
    if case .agreementAdded(let e) = event {
      own(e.agreement.order, AgreementOwner(registration, of: e.agreement))
    }
    if case .agreementMoved(let e) = event { own(e) }
    employers[registration]?.apply(event)
    employers[registration]?.sequence = sequence
  }

  private mutating func number(_ attempt: Attempt, of registration: RegistrationNumber) {
    attemptOwners[attempt.number] = registration
    let month = attempt.number.month
    serials[month] = max(serials[month] ?? 0, attempt.number.serial)
  }

  private mutating func own(_ moved: AgreementMoved) {
    let agreement = employers[moved.registration]?.agreements[moved.number]
    guard let agreement, agreement.order != moved.order else { return }
    own(
      moved.order,
      AgreementOwner(
        registration: moved.registration, agreement: moved.number,
        bank: agreement.entered.clearingBank,
        digest: moved.digest))
  }

  /// Gives an order its owner. The one that it replaces keeps its own: its bank may say again what
  /// became of it.
  private mutating func own(_ order: Id128, _ owner: AgreementOwner) {
    if let before = employers[owner.registration]?.agreements[owner.agreement]?.order {
      employers[owner.registration]?.formerOrders.append(before)
    }
    orderOwners[order] = owner
  }
}

extension Event {
  /// The employer whom the event touches, if it touches one.
  public var employer: RegistrationNumber? {
    switch self {
    case .employerFiled(let e): e.registration.number
    case .noticeFiled(let e): e.registration
    case .noticeWithdrawn(let e): e.registration
    case .declared(let e): e.registration
    case .declarationVoided(let e): e.registration
    case .attemptRequested(let e): e.registration
    case .attemptHandedOut(let e): e.registration
    case .attemptSucceeded(let e): e.registration
    case .attemptFailed(let e): e.registration
    case .attemptUnknown(let e): e.registration
    case .attemptCancelled(let e): e.registration
    case .attemptReferred(let e): e.registration
    case .attemptDisputed(let e): e.registration
    case .attemptResolved(let e): e.registration
    case .paymentPasswordFailed(let e): e.registration
    case .paymentPasswordPassed(let e): e.registration
    case .paymentPasswordChanged(let e): e.registration
    case .paymentPasswordUseSet(let e): e.registration
    case .agreementAdded(let e): e.registration
    case .agreementMoved(let e): e.registration
    case .autoPaymentSet(let e): e.registration
    case .personFiled, .passwordSet, .loginFailed, .loginPassed, .loginUncounted, .loginUnlocked,
      .consentAccepted,
      .identityConfirmed, .codeOrdered, .sessionBegun, .sessionFinished, .sessionProved,
      .messageOrdered, .messageTaken, .messagesExpired, .importBegun, .importPartTaken,
      .importCommitted, .importSliceApplied, .clockAdvanced, .clockConfirmed, .recoveryBegun,
      .recoveryEnded:
      nil
    }
  }

  /// The person whom the event touches, if it touches one.
  public var person: ResidentID? {
    switch self {
    case .personFiled(let e): e.person.resident
    case .passwordSet(let e): e.resident
    case .loginFailed(let e): e.resident
    case .loginPassed(let e): e.resident
    case .loginUncounted(let e): e.resident
    case .loginUnlocked(let e): e.resident
    case .consentAccepted(let e): e.resident
    case .identityConfirmed(let e): e.resident
    case .codeOrdered(let e): e.resident
    case .employerFiled, .noticeFiled, .noticeWithdrawn, .declared, .declarationVoided,
      .attemptRequested, .attemptHandedOut, .attemptSucceeded, .attemptFailed, .attemptUnknown,
      .attemptCancelled, .attemptReferred, .attemptDisputed, .attemptResolved,
      .paymentPasswordFailed, .paymentPasswordPassed,
      .paymentPasswordChanged, .paymentPasswordUseSet, .agreementAdded, .agreementMoved,
      .autoPaymentSet, .sessionBegun, .sessionFinished, .sessionProved, .messageOrdered,
      .messageTaken, .messagesExpired, .importBegun, .importPartTaken, .importCommitted,
      .importSliceApplied, .clockAdvanced, .clockConfirmed, .recoveryBegun, .recoveryEnded:
      nil
    }
  }
}

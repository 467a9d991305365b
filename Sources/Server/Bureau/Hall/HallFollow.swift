internal import Protocol

/// What follows from events and passing changes: the agenda, what is open, and who waits.
extension Hall {
  /// What follows from events without being decided: the agenda, and who waits.
  mutating func follow(_ events: [Event]) {
    noteChanges(events)
    for event in events {
      switch event {
      case .attemptRequested(let e):
        open.note(e.attempt)
        plan(e.attempt)
      case .attemptHandedOut(let e):
        open.handOut(e.number)
        planned(e.registration, e.number)
      case .attemptUnknown(let e):
        open.doubt(e.number)
        planned(e.registration, e.number)
      case .attemptReferred(let e):
        open.doubt(e.number)
        wake(.attempt(e.number))
      case .attemptSucceeded(let e): ended(e.number)
      case .attemptFailed(let e): ended(e.number)
      case .attemptCancelled(let e): ended(e.number)
      case .agreementAdded(let e): asked(e.registration, e.agreement.number)
      case .agreementMoved(let e):
        asked(e.registration, e.number)
        wake(.agreement(e.registration, e.number))
      case .sessionProved(let e): wake(.session(e.session))
      case .sessionFinished(let e): finish(e.session)
      case .sessionBegun(let e): lobby.lastUsed[e.session.id] = means.now.real
      case .clockAdvanced(let e): advance(e.milliseconds)
      case .clockConfirmed: jobs.append(.followWall)
      case .importCommitted(let e): moveOn(e.batch)
      case .importSliceApplied(let e): moveOn(e.batch)
      case .personFiled, .passwordSet, .loginFailed, .loginPassed, .loginUncounted, .loginUnlocked,
        .consentAccepted, .identityConfirmed, .codeOrdered, .messageOrdered, .messageTaken,
        .messagesExpired, .attemptDisputed, .attemptResolved, .employerFiled, .noticeFiled,
        .noticeWithdrawn, .declared, .declarationVoided,
        .paymentPasswordFailed, .paymentPasswordPassed, .paymentPasswordChanged,
        .paymentPasswordUseSet, .autoPaymentSet, .importBegun, .importPartTaken,
        .recoveryBegun, .recoveryEnded:
        break
      }
    }
  }

  private mutating func ended(_ number: TicketNumber) {
    open.end(number)
    wake(.attempt(number))
  }

  /// Notes whether a bank still has to answer about an agreement.
  private mutating func asked(_ registration: RegistrationNumber, _ number: AgreementNumber) {
    guard let employer = state.employers[registration], let agreement = employer.agreements[number]
    else { return }
    // What this order has replaced is asked about no more, whether it was answered or not.
    if let former = employer.formerOrders.last {
      open.answer(former, agreement.entered.clearingBank)
    }
    if AgreementTable.isAwaited(agreement.status) {
      open.ask(agreement.order, agreement.entered.clearingBank)
      plan(agreement)
    } else {
      open.answer(agreement.order, agreement.entered.clearingBank)
    }
  }

  private mutating func planned(_ registration: RegistrationNumber, _ number: TicketNumber) {
    if let attempt = state.employers[registration]?.attempts[number] { plan(attempt) }
    wake(.attempt(number))
  }

  private mutating func finish(_ session: Id128) {
    lobby.lastUsed[session] = nil
    wake(.session(session))
  }

  /// Applies a change of the lobby and wakes who waits for it.
  mutating func pass(_ passing: Passing) {
    lobby.apply(passing)
    switch passing {
    case .login(let login): wake(.login(login.id))
    case .loginEnded(let id): wake(.login(id))
    case .scan(let scan):
      switch scan.purpose {
      case .factor(let login), .confirmation(let login): wake(.login(login))
      case .stepUp(let session): wake(.session(session))
      }
    case .sliderUsed, .scanEnded, .code, .codeEnded, .stranger: break
    }
  }

  /// Asks those again who wait for a thing that has moved.
  mutating func wake(_ key: WaitKey) {
    for place in parking.take(key) { again.append(place) }
  }

  private mutating func advance(_ milliseconds: UInt64) {
    means.now.business = means.now.real.adding(milliseconds: Int64(clamping: milliseconds))
  }
}

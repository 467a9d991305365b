internal import Protocol

extension Employer {
  /// Applies an event of this employer; an event of anything else changes nothing.
  mutating func apply(_ event: Event) {
    switch event {
    case .employerFiled(let e):
      registration = e.registration
      enrolments = e.enrolments
    case .noticeFiled(let e): notices[e.notice.number] = e.notice
    case .noticeWithdrawn(let e): notices[e.notice]?.moveAll { _ in .withdraw }
    case .declared(let e): notices[e.notice]?.declare(on: e.on)
    case .declarationVoided(let e): notices[e.notice]?.voidDeclaration()
    case .attemptRequested(let e):
      attempts[e.attempt.number] = e.attempt
      move(e.attempt, .hold)
    case .attemptHandedOut(let e): move(e.number, .handOut) { $0.handedOut = e.at }
    case .attemptSucceeded(let e):
      move(e.number, .succeed) { attempt in
        attempt.receipt = e.receipt
        attempt.reason = ""
        attempt.ended = e.at
      }
    case .attemptFailed(let e):
      move(e.number, .fail) { attempt in
        attempt.code = e.code
        attempt.reason = e.reason
        attempt.ended = e.at
      }
    case .attemptUnknown(let e): move(e.number, .giveUp) { _ in }
    case .attemptCancelled(let e): move(e.number, .cancel) { $0.ended = e.at }
    case .attemptReferred(let e): move(e.number, .refer) { $0.reason = e.reason }
    case .attemptDisputed(let e): attempts[e.number]?.dispute = e.what
    case .attemptResolved(let e): attempts[e.number]?.dispute = ""
    case .paymentPasswordFailed(let e): locks[e.lock.resident] = e.lock
    case .paymentPasswordPassed(let e): locks[e.resident] = nil
    case .paymentPasswordChanged(let e):
      password = PaymentPassword(digest: e.digest, salt: e.salt, off: false)
    case .paymentPasswordUseSet(let e): password.off = e.off
    case .agreementAdded(let e): agreements[e.agreement.number] = e.agreement
    case .agreementMoved(let e): agreements[e.number]?.move(e)
    case .autoPaymentSet(let e): agreements[e.number]?.automatic = e.on
    case .personFiled, .passwordSet, .loginFailed, .loginPassed, .loginUncounted, .loginUnlocked,
      .consentAccepted,
      .identityConfirmed, .codeOrdered, .sessionBegun, .sessionFinished, .sessionProved,
      .messageOrdered, .messageTaken, .messagesExpired, .importBegun, .importPartTaken,
      .importCommitted, .importSliceApplied, .clockAdvanced, .clockConfirmed, .recoveryBegun,
      .recoveryEnded:
      break
    }
  }

  /// Moves the lines that an attempt has.
  private mutating func move(_ attempt: Attempt, _ event: LineEvent) {
    for taken in attempt.lines {
      notices[attempt.notice]?.move(taken.number, event, attempt.number)
    }
  }

  /// Moves an attempt, and its lines with it where the move ends the hold.
  private mutating func move(
    _ number: TicketNumber, _ event: AttemptEvent, _ change: (inout Attempt) -> Void
  ) {
    guard var attempt = attempts[number] else { return }
    guard let next = AttemptTable.after(attempt.status, event) else { return }
    let held = AttemptTable.holds(attempt.status)
    attempt.status = next
    change(&attempt)
    attempts[number] = attempt
    guard held, !AttemptTable.holds(next) else { return }
    move(attempt, next == .succeeded ? .pay : .release)
  }
}

extension AgreementState {
  fileprivate mutating func move(_ event: AgreementMoved) {
    status = event.status
    order = event.order
    digest = event.digest
    reason = event.reason
    person = event.person
    if event.status == .ended { automatic = false }
  }
}

extension Notice {
  fileprivate mutating func declare(on day: BusinessDate) {
    declaredOn = day
    moveAll { $0.amount == .zero ? .declareZero : .declare }
  }

  fileprivate mutating func voidDeclaration() {
    declaredOn = nil
    moveAll { _ in .void }
  }

  /// Moves one line; a move that the table forbids changes nothing.
  fileprivate mutating func move(
    _ number: LineNumber, _ event: LineEvent, _ attempt: TicketNumber?
  ) {
    move(at: Int(number.number) - 1, event, attempt)
  }

  private mutating func move(at place: Int, _ event: LineEvent, _ attempt: TicketNumber?) {
    guard lines.indices.contains(place) else { return }
    guard let next = LineTable.after(lines[place].status, event) else { return }
    lines[place].status = next
    switch event {
    case .hold: lines[place].attempt = attempt
    case .release: lines[place].attempt = nil
    case .declare, .declareZero, .void, .pay, .post, .withdraw, .replace: break
    }
  }

  /// Moves every line that the table lets move. By place: a loop over the lines would hold them,
  /// and the first move copy them all.
  fileprivate mutating func moveAll(_ event: (Line) -> LineEvent) {
    for place in lines.indices { move(at: place, event(lines[place]), nil) }
  }
}

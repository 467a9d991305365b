internal import Protocol

extension State {
  /// Applies an event of an employer, and updates the indexes by attempt and by order.
  mutating func apply(_ event: EmployerEvent) {
    let registration = event.registration
    switch event {
    case .employerFiled(let e): file(e)
    case .noticeFiled(let e): employers[registration]?.notices[e.notice.number] = e.notice
    case .noticeWithdrawn(let e):
      employers[registration]?.notices[e.notice]?.moveAll { _ in .withdraw }
    case .declared(let e): employers[registration]?.notices[e.notice]?.declare(on: e.on)
    case .declarationVoided(let e): employers[registration]?.notices[e.notice]?.voidDeclaration()
    case .attemptRequested(let e):
      number(e.attempt, of: registration)
      employers[registration]?.request(e.attempt)
    case .attemptHandedOut(let e):
      employers[registration]?.move(e.number, .handOut) { $0.handedOut = e.at }
    case .attemptSucceeded(let e): employers[registration]?.move(e.number, .succeed, e.apply(to:))
    case .attemptFailed(let e): employers[registration]?.move(e.number, .fail, e.apply(to:))
    case .attemptUnknown(let e): employers[registration]?.move(e.number, .giveUp) { _ in }
    case .attemptCancelled(let e):
      employers[registration]?.move(e.number, .cancel) { $0.ended = e.at }
    case .attemptReferred(let e):
      employers[registration]?.move(e.number, .refer) { $0.reason = e.reason }
    case .attemptDisputed(let e): employers[registration]?.attempts[e.number]?.dispute = e.what
    case .attemptResolved(let e): employers[registration]?.attempts[e.number]?.dispute = ""
    case .paymentPasswordFailed(let e): employers[registration]?.locks[e.lock.resident] = e.lock
    case .paymentPasswordPassed(let e): employers[registration]?.locks[e.resident] = nil
    case .paymentPasswordChanged(let e):
      employers[registration]?.password = PaymentPassword(
        digest: e.digest, salt: e.salt, off: false)
    case .paymentPasswordUseSet(let e): employers[registration]?.password.off = e.off
    case .agreementAdded(let e):
      own(e.agreement.order, AgreementOwner(registration, of: e.agreement))
      employers[registration]?.agreements[e.agreement.number] = e.agreement
    case .agreementMoved(let e):
      own(e)
      employers[registration]?.agreements[e.number]?.move(e)
    case .autoPaymentSet(let e): employers[registration]?.agreements[e.number]?.automatic = e.on
    }
    employers[registration]?.sequence = sequence
  }

  private mutating func file(_ filed: EmployerFiled) {
    let (number, registration) = (filed.registration, filed.file)
    if employers[number] == nil {
      employers[number] = Employer(registration: registration, enrolments: filed.enrolments)
    } else {
      employers[number]?.registration = registration
      employers[number]?.enrolments = filed.enrolments
    }
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

  /// Sets the owner of an agreement order. The replaced order keeps its owner, since its bank may
  /// report on it again.
  private mutating func own(_ order: Id128, _ owner: AgreementOwner) {
    if let before = employers[owner.registration]?.agreements[owner.agreement]?.order {
      employers[owner.registration]?.formerOrders.append(before)
    }
    orderOwners[order] = owner
  }
}

extension AttemptSucceeded {
  fileprivate func apply(to attempt: inout Attempt) {
    attempt.receipt = receipt
    attempt.reason = ""
    attempt.ended = at
  }
}

extension AttemptFailed {
  fileprivate func apply(to attempt: inout Attempt) {
    attempt.code = code
    attempt.reason = reason
    attempt.ended = at
  }
}

extension Employer {
  /// Adds an attempt and holds its lines (扣款锁定).
  mutating func request(_ attempt: Attempt) {
    attempts[attempt.number] = attempt
    move(attempt, .hold)
  }

  /// Moves the lines of an attempt.
  private mutating func move(_ attempt: Attempt, _ event: LineEvent) {
    for taken in attempt.lines {
      notices[attempt.notice]?.move(taken.number, event, attempt.number)
    }
  }

  /// Moves an attempt, and its lines if the new state does not hold them any more.
  fileprivate mutating func move(
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

  /// Moves one line; an event that the table forbids changes nothing.
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

  /// Moves every line that the table lets move. By index: a loop over `lines` would keep a second
  /// reference, and the first write would copy the array.
  fileprivate mutating func moveAll(_ event: (Line) -> LineEvent) {
    for place in lines.indices { move(at: place, event(lines[place]), nil) }
  }
}

internal import Protocol

/// A debit on its way: handed out once, or cancelled; in doubt after a time, and asked about.
extension Engine {
  /// Returns the employer and the attempt of a number, where they are in memory.
  func attempt(_ number: TicketNumber) -> (Employer, Attempt)? {
    guard let registration = state.attemptOwners[number],
      let employer = state.employers[registration], let attempt = employer.attempts[number]
    else { return nil }
    return (employer, attempt)
  }

  /// Hands a debit out on a feed that has credit: the operation says so before any byte leaves.
  ///
  /// One that is too late, that falls into a time in which nothing new is begun, or whose terms are
  /// no longer those of its digest, is cancelled instead, whatever its time-out has come to.
  mutating func handOut(_ number: TicketNumber, to address: ReplyAddress) {
    guard admission.gate.sealed == nil, let (employer, attempt) = attempt(number),
      attempt.status == .requested
    else { return }
    let due = attempt.requestedReal.adding(milliseconds: Timing.cancelAfterMilliseconds)
    guard context.now.real < due, closed == nil, let bank = attempt.bank,
      let order = PayOrders.unchanged(attempt, of: employer, context.digests)
    else { return cancelDebit(number) }
    record([
      .employer(
        .attemptHandedOut(
          AttemptHandedOut(
            registration: employer.registration.number, number: number, at: context.now.real)))
    ])
    // Not by way of `send`, which would put it behind those that still wait for credit.
    deliver(.bank(bank, order), to: address)
  }

  mutating func cancelDebit(_ number: TicketNumber) {
    guard let (employer, attempt) = attempt(number), attempt.status == .requested else { return }
    let cancelled = AttemptCancelled(
      registration: employer.registration.number, number: number, at: context.now.business)
    let message = Notifying.outcome(attempt, succeeded: false, state, &context)
    record([.employer(.attemptCancelled(cancelled))] + message.events)
    for order in message.orders { send(order) }
    if let bank = attempt.bank { deliveries.drop(number, of: bank) }
  }

  /// Turns a debit to unknown whose time for an answer is over. One that its bank has contradicted
  /// since is with an officer; settle goes on asking about it.
  mutating func giveUp(_ number: TicketNumber) {
    guard let (employer, attempt) = attempt(number) else { return }
    switch attempt.status {
    case .handedOut:
      record([
        .employer(
          .attemptUnknown(
            AttemptUnknown(registration: employer.registration.number, number: number)))
      ])
    case .officer: timers.start(for: attempt)
    case .requested, .unknown, .succeeded, .failed, .cancelled, .posted: break
    }
  }

  /// Refers a debit to the officer that has been unknown for a day (invariant 12).
  mutating func refer(_ number: TicketNumber) {
    guard let (employer, attempt) = attempt(number), attempt.status == .unknown else { return }
    let referred = AttemptReferred(
      registration: employer.registration.number, number: number, reason: Words.unknownForADay)
    record([.employer(.attemptReferred(referred))])
  }

  mutating func askSettle(_ number: TicketNumber, _ count: UInt32) {
    guard let (_, attempt) = attempt(number) else { return }
    guard attempt.status == .unknown || attempt.status == .officer else { return }
    if let bank = attempt.bank { send(.settle(bank, PayOrders.settle(attempt))) }
    timers.start(
      .settle(number, count + 1), at: Timing.settle(attempt, count + 1, now: context.now.real))
  }
}

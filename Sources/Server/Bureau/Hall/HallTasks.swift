internal import Protocol

extension Hall {
  /// Does what is due.
  mutating func takeDue() {
    while let place = parking.take(due: means.now.real) { overdue(place) }
    while gate.sealed == nil, let task = agenda.take(due: means.now.real) { take(task) }
  }

  /// A parked request whose time is up: a wait is answered with what there is; the rest is refused.
  private mutating func overdue(_ place: Parking.Place) {
    switch place.why {
    case .wait: perform(place.incoming, place.found, waited: true)
    case .need, .derive, .stored:
      let refusal = Refusal(.deadline, "系统未能在时限内处理，请求未开始处理", next: "请稍后重试")
      put(place.incoming.ticket, .refusal(refusal), restsOn: 0)
    }
  }

  private mutating func take(_ task: Task) {
    switch task {
    case .cancel(let number): cancelOrder(number)
    case .giveUp(let number): giveUp(number)
    case .settle(let number, let count): askSettle(number, count)
    case .slice(let batch, let cursor): askSliceAgain(batch, after: cursor)
    case .sweep:
      lobby.sweep(means.now.real)
      releaseBatches()
      let ended = SessionRules.ended(state.sessions, lobby.lastUsed, now: means.now.real)
      record(ended.map { .sessionFinished(SessionFinished(session: $0, why: .expired)) })
      agenda.add(
        .sweep, at: means.now.real.adding(milliseconds: Agenda.sweepEveryMilliseconds))
    }
  }

  /// The employer and the attempt of a number, where they are in memory.
  private func attempt(_ number: TicketNumber) -> (Employer, Attempt)? {
    guard let registration = state.attemptOwners[number],
      let employer = state.employers[registration], let attempt = employer.attempts[number]
    else { return nil }
    return (employer, attempt)
  }

  /// Hands a debit out on a feed that has credit: the operation says so before any byte leaves.
  mutating func handOut(_ number: TicketNumber, to ticket: Ticket) {
    guard gate.sealed == nil, let (employer, attempt) = attempt(number),
      attempt.status == .requested
    else { return }
    guard let bank = attempt.bank, let order = PayOrders.debit(attempt, of: employer) else {
      return
    }
    record([
      .attemptHandedOut(
        AttemptHandedOut(
          registration: employer.registration.number, number: number, at: means.now.real))
    ])
    // Not by way of `send`, which would put it behind those that still wait for credit.
    hand(.bank(bank, order), to: ticket)
  }

  private mutating func cancelOrder(_ number: TicketNumber) {
    guard let (employer, attempt) = attempt(number), attempt.status == .requested else { return }
    record([
      .attemptCancelled(
        AttemptCancelled(
          registration: employer.registration.number, number: number, at: means.now.business))
    ])
    if let bank = attempt.bank {
      backlog[.orders(bank)]?.removeAll { $0 == .attempt(number) }
    }
  }

  private mutating func giveUp(_ number: TicketNumber) {
    guard let (employer, attempt) = attempt(number), attempt.status == .handedOut else { return }
    record([
      .attemptUnknown(
        AttemptUnknown(registration: employer.registration.number, number: number))
    ])
  }

  private mutating func askSettle(_ number: TicketNumber, _ count: UInt32) {
    guard let (_, attempt) = attempt(number), attempt.status == .unknown else { return }
    if let bank = attempt.bank { send(.settle(bank, PayOrders.settle(attempt))) }
    agenda.add(
      .settle(number, count + 1), at: Agenda.settle(attempt, count + 1, now: means.now.real))
  }

  /// Brings an employer, a person or a fact into memory and asks those again who waited for it.
  mutating func take(_ found: Finding) {
    let finding = recent.complete(found)
    switch finding {
    case .employer(let number, let employer):
      // An operation since may have made it; then memory is right.
      if let employer, state.employers[number] == nil {
        state.admit(employer)
        for attempt in employer.attempts.values { plan(attempt) }
      }
      residency.touch(number)
    case .person(let resident, let person):
      if let person, state.persons[resident] == nil { state.persons[resident] = person }
      personResidency.touch(resident)
    case .batch(let id, let batch):
      if let batch, state.batches[id] == nil { state.batches[id] = batch }
    case .user, .taxpayer, .attempt, .order, .key, .notice: break
    }
    for var place in parking.take(finding.need) {
      place.found.note(finding)
      perform(place.incoming, place.found)
    }
    resumeSlices(finding)
  }
}

extension Finding {
  /// The need that it answers.
  public var need: Need {
    switch self {
    case .employer(let number, _): .employer(number)
    case .person(let resident, _): .person(resident)
    case .user(let name, _): .user(name)
    case .taxpayer(let code, _): .taxpayer(code)
    case .attempt(let number, _): .attempt(number)
    case .order(let order, _): .order(order)
    case .key(let scope, let key, _): .key(scope, key)
    case .batch(let id, _): .batch(id)
    case .notice(let name, _): .notice(name)
    }
  }
}

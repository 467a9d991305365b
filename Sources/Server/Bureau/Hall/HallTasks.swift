internal import Protocol

extension Hall {
  /// How many sessions one operation ends.
  static var sweepSessionsMax: Int { 1_000 }

  /// Does what is due, as far as the turn has room for it.
  mutating func takeDue() {
    while dueLeft > 0, let place = parking.take(due: means.now.real) {
      dueLeft -= 1
      overdue(place)
    }
    while dueLeft > 0, gate.sealed == nil, let task = agenda.take(due: means.now.real) {
      dueLeft -= 1
      take(task)
    }
  }

  /// A parked request whose time is up: a wait is answered with what there is; the rest is refused.
  private mutating func overdue(_ place: Parking.Place) {
    switch place.why {
    case .wait: perform(place.incoming, place.found, waited: true)
    case .books:
      let refusal = Refusal(.booksBehind, "账册正在追赶，请求未开始处理", next: "请稍后重试")
      put(place.incoming.ticket, .refusal(refusal, .notStarted), restsOn: 0)
    case .need, .derive, .stored: answerTooLate(place)
    }
  }

  /// Says what became of a request whose time was up before its answer was at hand.
  mutating func answerTooLate(_ place: Parking.Place) {
    let (code, text, next): (RefusalCode, String, String) =
      switch place.why {
      case .books: (.booksBehind, "账册正在追赶，请求未开始处理", "请稍后重试")
      case .need, .wait: (.deadline, "系统未能在时限内处理，请求未开始处理", "请稍后重试")
      case .derive: (.deadline, "系统未能在时限内校验密码", "请稍后重试")
      case .stored: (.deadline, "请求此前已办理，但未能在时限内读出当时的答复", "请以同一请求键重试")
      }
    let refusal = Refusal(code, text, next: next)
    put(place.incoming.ticket, .refusal(refusal, place.why.outcome), restsOn: 0)
  }

  private mutating func take(_ task: Task) {
    switch task {
    case .cancel(let number): cancelOrder(number)
    case .giveUp(let number): giveUp(number)
    case .refer(let number): refer(number)
    case .settle(let number, let count): askSettle(number, count)
    case .slice(let batch, let cursor): askSliceAgain(batch, after: cursor)
    case .sweep: sweep()
    case .tidy(let part): tidy(part)
    }
  }

  private mutating func sweep() {
    releaseBatches()
    expireMessages()
    var ended = SessionRules.ended(state.sessions, lobby.lastUsed, now: means.now.real)[...]
    while !ended.isEmpty {
      let some = ended.prefix(Self.sweepSessionsMax)
      ended = ended.dropFirst(some.count)
      record(some.map { .sessionFinished(SessionFinished(session: $0, why: .expired)) })
    }
    agenda.add(.tidy(Lobby.Part.allCases[0]), at: means.now.real)
    agenda.add(
      .sweep, at: means.now.real.adding(milliseconds: Agenda.sweepEveryMilliseconds))
  }

  /// Each part has a turn of its own: a full lobby has hundreds of thousands of entries.
  private mutating func tidy(_ part: Lobby.Part) {
    lobby.sweep(part, means.now.real)
    let later = Lobby.Part.allCases.drop { $0 != part }.dropFirst()
    if let next = later.first {
      agenda.add(.tidy(next), at: means.now.real.adding(milliseconds: 1))
    }
  }

  /// The employer and the attempt of a number, where they are in memory.
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
  mutating func handOut(_ number: TicketNumber, to ticket: Ticket) {
    guard gate.sealed == nil, let (employer, attempt) = attempt(number),
      attempt.status == .requested
    else { return }
    let due = attempt.requestedReal.adding(milliseconds: Agenda.cancelAfterMilliseconds)
    guard means.now.real < due, closed == nil, let bank = attempt.bank,
      let order = PayOrders.unchanged(attempt, of: employer, means.digests)
    else { return cancelOrder(number) }
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
    let cancelled = AttemptCancelled(
      registration: employer.registration.number, number: number, at: means.now.business)
    let message = Notifying.outcome(attempt, succeeded: false, state, &means)
    record([.attemptCancelled(cancelled)] + message.events)
    for order in message.orders { send(order) }
    if let bank = attempt.bank { backlog[.orders(bank)]?.drop(number) }
  }

  private mutating func giveUp(_ number: TicketNumber) {
    guard let (employer, attempt) = attempt(number), attempt.status == .handedOut else { return }
    record([
      .attemptUnknown(
        AttemptUnknown(registration: employer.registration.number, number: number))
    ])
  }

  /// Unknown for a day: the officer's list has it from now on (invariant 12).
  private mutating func refer(_ number: TicketNumber) {
    guard let (employer, attempt) = attempt(number), attempt.status == .unknown else { return }
    let referred = AttemptReferred(
      registration: employer.registration.number, number: number, reason: Words.unknownForADay)
    record([.attemptReferred(referred)])
  }

  /// Messages that no gateway took while they were worth sending.
  private mutating func expireMessages() {
    let expired = state.messages.values.lazy.filter { [now = means.now.real] in $0.ends <= now }
      .prefix(MessagesExpired.ordersMax).map(\.order).sorted()
    guard !expired.isEmpty else { return }
    record([.messagesExpired(MessagesExpired(orders: expired))])
  }

  private mutating func askSettle(_ number: TicketNumber, _ count: UInt32) {
    guard let (_, attempt) = attempt(number) else { return }
    guard attempt.status == .unknown || attempt.status == .officer else { return }
    if let bank = attempt.bank { send(.settle(bank, PayOrders.settle(attempt))) }
    agenda.add(
      .settle(number, count + 1), at: Agenda.settle(attempt, count + 1, now: means.now.real))
  }

  /// Brings an employer, a person or a fact into memory and asks those again who waited for it.
  mutating func take(_ found: Finding) {
    let finding = recent.complete(found)
    asked[finding.need] = nil
    switch finding {
    case .employer(let number, let employer):
      // An operation since may have made it; then memory is right.
      if let employer, state.employers[number] == nil {
        state.admit(employer)
        open.note(employer)
        for attempt in employer.attempts.values { plan(attempt) }
      }
      // Nobody is noted who does not exist: names can be made up without end.
      if state.employers[number] != nil { residency.touch(number) }
    case .person(let resident, let person):
      if let person, state.persons[resident] == nil { state.persons[resident] = person }
      if state.persons[resident] != nil { personResidency.touch(resident) }
    case .batch(let id, let batch):
      if let batch, state.batches[id] == nil { state.batches[id] = batch }
    case .user, .taxpayer, .attempt, .ended, .order, .key, .notice: break
    }
    for var place in parking.take(finding.need) {
      place.found.note(finding)
      again.append(place)
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
    case .ended(let registration, let number, _): .ended(registration, number)
    case .order(let order, _): .order(order)
    case .key(let scope, let key, _): .key(scope, key)
    case .batch(let id, _): .batch(id)
    case .notice(let name, _): .notice(name)
    }
  }
}

internal import Protocol

extension Engine {
  /// The most sessions that one operation ends.
  static var sweepSessionsMax: Int { 1_000 }

  /// Does what is due, as far as the turn has room for it.
  mutating func fireDue() {
    let now = context.now.real
    while timers.hasDueLeft, let waiter = waiting.popDue(by: now) {
      timers.countDue()
      overdue(waiter)
    }
    while timers.hasDueLeft, admission.gate.sealed == nil, let timer = timers.popDue(by: now) {
      timers.countDue()
      fire(timer)
    }
  }

  private mutating func fire(_ timer: Timer) {
    switch timer {
    case .cancel(let number): cancelDebit(number)
    case .giveUp(let number): giveUp(number)
    case .refer(let number): refer(number)
    case .settle(let number, let count): askSettle(number, count)
    case .askAgreement(let order, let count): askAgreement(order, count)
    case .slice(let batch, let cursor): requestSliceAgain(batch, after: cursor)
    case .sweep: sweep()
    case .tidy(let part): tidy(part)
    }
  }

  private mutating func sweep() {
    releaseBatches()
    expireMessages()
    var ended = SessionRules.ended(state.sessions, volatile.lastUsed, now: context.now.real)[...]
    while !ended.isEmpty {
      let some = ended.prefix(Self.sweepSessionsMax)
      ended = ended.dropFirst(some.count)
      record(some.map { .session(.sessionFinished(SessionFinished(session: $0, why: .expired))) })
    }
    timers.start(.tidy(VolatileState.Part.allCases[0]), at: context.now.real)
    timers.start(
      .sweep, at: context.now.real.adding(milliseconds: Timing.sweepEveryMilliseconds))
  }

  /// Sweeps one part in a turn of its own: a full volatile state has hundreds of thousands of
  /// entries.
  private mutating func tidy(_ part: VolatileState.Part) {
    volatile.sweep(part, context.now.real)
    let later = VolatileState.Part.allCases.drop { $0 != part }.dropFirst()
    if let next = later.first {
      timers.start(.tidy(next), at: context.now.real.adding(milliseconds: 1))
    }
  }

  /// Removes messages that no gateway took before they expired.
  private mutating func expireMessages() {
    let expired = state.messages.values.lazy.filter { [now = context.now.real] in $0.ends <= now }
      .prefix(MessagesExpired.ordersMax).map(\.order).sorted()
    guard !expired.isEmpty else { return }
    record([.message(.messagesExpired(MessagesExpired(orders: expired)))])
  }
}

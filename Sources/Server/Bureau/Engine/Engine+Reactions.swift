internal import Protocol

/// Reactions to events and volatile changes: timers, open orders, and requests that wait.
extension Engine: FactVisitor {
  /// Does what follows from events without being decided.
  mutating func react(to events: [Event]) {
    for event in events {
      eviction.keep(event, until: state.sequence)
      event.visit(&self)
    }
  }

  mutating func visit(_ fact: some Fact, _ number: some RawRepresentable<UInt16>) {
    fact.react(in: &self)
  }

  fileprivate mutating func ended(_ number: TicketNumber) {
    deliveries.open.end(number)
    waiting.wake(.attempt(number))
  }

  /// Tracks whether a bank still has to answer about an agreement.
  fileprivate mutating func trackOrder(
    _ registration: RegistrationNumber, _ number: AgreementNumber
  ) {
    guard let employer = state.employers[registration], let agreement = employer.agreements[number]
    else { return }
    // The order that this one replaces is asked about no more, whether it was answered or not.
    if let former = employer.formerOrders.last {
      deliveries.open.answer(former, agreement.entered.clearingBank)
    }
    if AgreementTable.isAwaited(agreement.status) {
      deliveries.open.ask(agreement.order, agreement.entered.clearingBank)
      timers.start(for: agreement, now: context.now.real)
    } else {
      deliveries.open.answer(agreement.order, agreement.entered.clearingBank)
    }
  }

  fileprivate mutating func moved(_ registration: RegistrationNumber, _ number: TicketNumber) {
    if let attempt = state.employers[registration]?.attempts[number] { timers.start(for: attempt) }
    waiting.wake(.attempt(number))
  }

  fileprivate mutating func finish(_ session: Id128) {
    volatile.lastUsed[session] = nil
    waiting.wake(.session(session))
  }

  /// Applies a volatile change and wakes the requests that wait for it.
  mutating func apply(_ change: VolatileChange) {
    volatile.apply(change)
    switch change {
    case .login(let login): waiting.wake(.login(login.id))
    case .loginEnded(let id): waiting.wake(.login(id))
    case .scan(let scan):
      switch scan.purpose {
      case .factor(let login), .confirmation(let login): waiting.wake(.login(login))
      case .stepUp(let session): waiting.wake(.session(session))
      }
    case .sliderUsed, .scanEnded, .code, .codeEnded, .unknownLogin: break
    }
  }

  fileprivate mutating func advance(_ milliseconds: UInt64) {
    context.now.business = context.now.real.adding(milliseconds: Int64(clamping: milliseconds))
  }
}

extension EmployerFiled {
  func react(in engine: inout Engine) { engine.lookups.add(file, engine.state.sequence) }
}

extension PersonFiled {
  func react(in engine: inout Engine) { engine.lookups.add(person, engine.state.sequence) }
}

extension AttemptRequested {
  func react(in engine: inout Engine) {
    engine.deliveries.open.add(attempt)
    engine.timers.start(for: attempt)
  }
}

extension AttemptHandedOut {
  func react(in engine: inout Engine) {
    engine.deliveries.open.handOut(number)
    engine.moved(registration, number)
  }
}

extension AttemptUnknown {
  func react(in engine: inout Engine) {
    engine.deliveries.open.doubt(number)
    engine.moved(registration, number)
  }
}

extension AttemptReferred {
  func react(in engine: inout Engine) {
    engine.deliveries.open.doubt(number)
    engine.waiting.wake(.attempt(number))
  }
}

extension AttemptSucceeded { func react(in engine: inout Engine) { engine.ended(number) } }

extension AttemptFailed { func react(in engine: inout Engine) { engine.ended(number) } }

extension AttemptCancelled { func react(in engine: inout Engine) { engine.ended(number) } }

extension AgreementAdded {
  func react(in engine: inout Engine) { engine.trackOrder(registration, agreement.number) }
}

extension AgreementMoved {
  func react(in engine: inout Engine) {
    engine.trackOrder(registration, number)
    engine.waiting.wake(.agreement(registration, number))
  }
}

extension SessionBegun {
  func react(in engine: inout Engine) {
    engine.volatile.lastUsed[session.id] = engine.context.now.real
  }
}

extension SessionProved {
  func react(in engine: inout Engine) { engine.waiting.wake(.session(session)) }
}

extension SessionFinished { func react(in engine: inout Engine) { engine.finish(session) } }

extension ImportCommitted { func react(in engine: inout Engine) { engine.advanceImport(batch) } }

extension ImportSliceApplied { func react(in engine: inout Engine) { engine.advanceImport(batch) } }

extension ClockAdvanced { func react(in engine: inout Engine) { engine.advance(milliseconds) } }

extension ClockConfirmed {
  func react(in engine: inout Engine) { engine.outputs.start(.followWall) }
}

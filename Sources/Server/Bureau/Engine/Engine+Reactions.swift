internal import Protocol

/// What follows from events and passing changes: the agenda, what is open, and who waits.
extension Engine: FactVisitor {
  /// What follows from events without being decided: the agenda, and who waits.
  mutating func follow(_ events: [Event]) {
    for event in events {
      noteChange(event)
      event.visit(&self)
    }
  }

  mutating func visit(_ fact: some Fact, _ number: some RawRepresentable<UInt16>) {
    fact.follow(in: &self)
  }

  fileprivate mutating func ended(_ number: TicketNumber) {
    open.end(number)
    wake(.attempt(number))
  }

  /// Notes whether a bank still has to answer about an agreement.
  fileprivate mutating func asked(_ registration: RegistrationNumber, _ number: AgreementNumber) {
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

  fileprivate mutating func planned(_ registration: RegistrationNumber, _ number: TicketNumber) {
    if let attempt = state.employers[registration]?.attempts[number] { plan(attempt) }
    wake(.attempt(number))
  }

  fileprivate mutating func finish(_ session: Id128) {
    volatile.lastUsed[session] = nil
    wake(.session(session))
  }

  /// Applies a change of the volatile state and wakes who waits for it.
  mutating func pass(_ change: VolatileChange) {
    volatile.apply(change)
    switch change {
    case .login(let login): wake(.login(login.id))
    case .loginEnded(let id): wake(.login(id))
    case .scan(let scan):
      switch scan.purpose {
      case .factor(let login), .confirmation(let login): wake(.login(login))
      case .stepUp(let session): wake(.session(session))
      }
    case .sliderUsed, .scanEnded, .code, .codeEnded, .unknownLogin: break
    }
  }

  /// Asks those again who wait for a thing that has moved.
  mutating func wake(_ key: WaitKey) {
    for waiter in waiting.take(key) { again.append(waiter) }
  }

  fileprivate mutating func advance(_ milliseconds: UInt64) {
    context.now.business = context.now.real.adding(milliseconds: Int64(clamping: milliseconds))
  }
}

extension EmployerFiled {
  func follow(in engine: inout Engine) { engine.recent.note(file, engine.state.sequence) }
}

extension PersonFiled {
  func follow(in engine: inout Engine) { engine.recent.note(person, engine.state.sequence) }
}

extension AttemptRequested {
  func follow(in engine: inout Engine) {
    engine.open.note(attempt)
    engine.plan(attempt)
  }
}

extension AttemptHandedOut {
  func follow(in engine: inout Engine) {
    engine.open.handOut(number)
    engine.planned(registration, number)
  }
}

extension AttemptUnknown {
  func follow(in engine: inout Engine) {
    engine.open.doubt(number)
    engine.planned(registration, number)
  }
}

extension AttemptReferred {
  func follow(in engine: inout Engine) {
    engine.open.doubt(number)
    engine.wake(.attempt(number))
  }
}

extension AttemptSucceeded { func follow(in engine: inout Engine) { engine.ended(number) } }

extension AttemptFailed { func follow(in engine: inout Engine) { engine.ended(number) } }

extension AttemptCancelled { func follow(in engine: inout Engine) { engine.ended(number) } }

extension AgreementAdded {
  func follow(in engine: inout Engine) { engine.asked(registration, agreement.number) }
}

extension AgreementMoved {
  func follow(in engine: inout Engine) {
    engine.asked(registration, number)
    engine.wake(.agreement(registration, number))
  }
}

extension SessionBegun {
  func follow(in engine: inout Engine) {
    engine.volatile.lastUsed[session.id] = engine.context.now.real
  }
}

extension SessionProved { func follow(in engine: inout Engine) { engine.wake(.session(session)) } }

extension SessionFinished { func follow(in engine: inout Engine) { engine.finish(session) } }

extension ImportCommitted { func follow(in engine: inout Engine) { engine.moveOn(batch) } }

extension ImportSliceApplied { func follow(in engine: inout Engine) { engine.moveOn(batch) } }

extension ClockAdvanced { func follow(in engine: inout Engine) { engine.advance(milliseconds) } }

extension ClockConfirmed {
  func follow(in engine: inout Engine) { engine.jobs.append(.followWall) }
}

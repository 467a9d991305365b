internal import Protocol

/// What follows from events and passing changes: the agenda, what is open, and who waits.
extension Hall: FactVisitor {
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

  fileprivate mutating func advance(_ milliseconds: UInt64) {
    means.now.business = means.now.real.adding(milliseconds: Int64(clamping: milliseconds))
  }
}

extension EmployerFiled {
  func follow(in hall: inout Hall) { hall.recent.note(file, hall.state.sequence) }
}

extension PersonFiled {
  func follow(in hall: inout Hall) { hall.recent.note(person, hall.state.sequence) }
}

extension AttemptRequested {
  func follow(in hall: inout Hall) {
    hall.open.note(attempt)
    hall.plan(attempt)
  }
}

extension AttemptHandedOut {
  func follow(in hall: inout Hall) {
    hall.open.handOut(number)
    hall.planned(registration, number)
  }
}

extension AttemptUnknown {
  func follow(in hall: inout Hall) {
    hall.open.doubt(number)
    hall.planned(registration, number)
  }
}

extension AttemptReferred {
  func follow(in hall: inout Hall) {
    hall.open.doubt(number)
    hall.wake(.attempt(number))
  }
}

extension AttemptSucceeded { func follow(in hall: inout Hall) { hall.ended(number) } }

extension AttemptFailed { func follow(in hall: inout Hall) { hall.ended(number) } }

extension AttemptCancelled { func follow(in hall: inout Hall) { hall.ended(number) } }

extension AgreementAdded {
  func follow(in hall: inout Hall) { hall.asked(registration, agreement.number) }
}

extension AgreementMoved {
  func follow(in hall: inout Hall) {
    hall.asked(registration, number)
    hall.wake(.agreement(registration, number))
  }
}

extension SessionBegun {
  func follow(in hall: inout Hall) { hall.lobby.lastUsed[session.id] = hall.means.now.real }
}

extension SessionProved { func follow(in hall: inout Hall) { hall.wake(.session(session)) } }

extension SessionFinished { func follow(in hall: inout Hall) { hall.finish(session) } }

extension ImportCommitted { func follow(in hall: inout Hall) { hall.moveOn(batch) } }

extension ImportSliceApplied { func follow(in hall: inout Hall) { hall.moveOn(batch) } }

extension ClockAdvanced { func follow(in hall: inout Hall) { hall.advance(milliseconds) } }

extension ClockConfirmed { func follow(in hall: inout Hall) { hall.jobs.append(.followWall) } }

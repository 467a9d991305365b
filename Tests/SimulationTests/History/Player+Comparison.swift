import Bureau
import Protocol

extension Player {
  /// Compares the engine's state with the model and checks the invariants: of the employers that an
  /// operation has changed, or of all.
  mutating func check(all: Bool) throws(Mismatch) {
    for index in model.employers.indices {
      let expected = model.employers[index]
      guard let employer = engine.state.employers[expected.registration] else {
        throw Mismatch(description: "employer \(index) is gone")
      }
      guard watch.hasMoved(employer) || all || number % 8 == 0 else { continue }
      try compare(employer, expected)
      try watch.check(employer)
    }
    try compareSessions()
  }

  private func compare(_ employer: Employer, _ expected: ModelEmployer) throws(Mismatch) {
    for notice in expected.notices {
      guard let real = employer.notices[notice.number] else {
        throw Mismatch(description: "notice \(notice.number) is gone")
      }
      try compare(real, notice)
    }
    guard employer.attempts.count == expected.attempts.count else {
      throw Mismatch(
        description: "\(employer.attempts.count) attempts, not \(expected.attempts.count)")
    }
    for attempt in expected.attempts { try compare(employer.attempts[attempt.number], attempt) }
    for agreement in expected.agreements {
      let real = employer.agreements[agreement.number]
      guard real?.status == agreement.status, real?.automatic == agreement.automatic else {
        throw Mismatch(
          description: "agreement \(agreement.number) is \(String(describing: real?.status)), "
            + "not \(agreement.status)")
      }
    }
    guard employer.agreements.count == expected.agreements.count,
      employer.password.off == expected.passwordOff
    else { throw Mismatch(description: "agreements or the password's use differ") }
    try compareLocks(employer, expected)
  }

  private func compareLocks(
    _ employer: Employer, _ expected: ModelEmployer
  ) throws(Mismatch) {
    for person in 0..<3 {
      let real = employer.locks[World.resident(person)]
      let lock = expected.locks[person]
      guard real?.failures == lock?.failures, real?.lockedUntil == lock?.until else {
        throw Mismatch(
          description: "person \(person): \(String(describing: real)), "
            + "not \(String(describing: lock))")
      }
    }
  }

  private func compare(_ real: Notice, _ notice: ModelNotice) throws(Mismatch) {
    guard real.version == notice.version, real.declaredOn == notice.declaredOn,
      real.lines.map(\.status) == notice.lines.map(\.status)
    else {
      throw Mismatch(
        description: "notice \(notice.number): \(real.version) \(real.lines.map(\.status)), "
          + "not \(notice.version) \(notice.lines.map(\.status))")
    }
  }

  private func compare(_ real: Attempt?, _ attempt: ModelAttempt) throws(Mismatch) {
    let taken = real?.lines.map {
      ModelTaken(number: $0.number, amount: $0.amount.fen, lateFee: $0.lateFee.fen)
    }
    guard let real, real.status == attempt.status, taken == attempt.terms.taken,
      real.notice == attempt.terms.notice, real.bank == attempt.bank,
      real.agreement == attempt.agreement, real.key == attempt.name.key
    else {
      throw Mismatch(
        description: "attempt \(attempt.number): \(String(describing: real?.status)), "
          + "not \(attempt.status)")
    }
  }

  private func compareSessions() throws(Mismatch) {
    for slot in model.sessions.indices {
      let isThere = engine.state.sessionByToken[World.token(slot, turns[slot])] != nil
      guard isThere == (model.sessions[slot] != nil) else {
        throw Mismatch(description: "slot \(slot) is \(isThere ? "still" : "no longer") signed in")
      }
    }
  }

  /// Checks that the operations' events, applied to a fresh state, give the engine's state.
  func requireSameStates() throws(Mismatch) {
    let real = engine.state
    guard real.sequence == durable.sequence, real.employers == durable.employers,
      real.persons == durable.persons, real.sessions == durable.sessions,
      real.sessionByToken == durable.sessionByToken, real.messages == durable.messages,
      real.serials == durable.serials, real.attemptOwners == durable.attemptOwners,
      real.orderOwners == durable.orderOwners, real.batches == durable.batches
    else { throw Mismatch(description: "the replayed state differs from the engine's") }
  }
}

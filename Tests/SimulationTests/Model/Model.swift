import Protocol

/// The reference model: the rules of owing, declaring and paying over plain arrays, written from
/// `schema/rules.md` and the contract with a bank. It uses Protocol's values and messages only.
struct Model {
  var employers: [ModelEmployer]
  /// The live session of each slot, if it has one.
  var sessions: [ModelSession?]
  var banks: [BankNumber: ModelBank]
  var keys: [ModelKeyName: ModelKeyUse] = [:]
  var serials: [Period: UInt32] = [:]
  var real: Timestamp
  /// Milliseconds by which the sandbox's business clock is ahead of real time.
  var ahead: Int64 = 0
  var nextSweep: Timestamp
  /// The terms of the previews shown, by the preview's digest.
  var shown: [Digest256: Terms] = [:]

  /// Ticket numbers of Qingdao.
  static let region: UInt32 = 3702
  static let sweepMilliseconds: Int64 = 10_000

  init(
    employers: [ModelEmployer], sessions: [ModelSession?], banks: [BankNumber], real: Timestamp
  ) {
    self.employers = employers
    self.sessions = sessions
    self.banks = Dictionary(uniqueKeysWithValues: banks.map { ($0, ModelBank()) })
    self.real = real
    nextSweep = real.adding(milliseconds: Self.sweepMilliseconds)
  }

  var business: Timestamp { real.adding(milliseconds: ahead) }
  var today: BusinessDate { business.businessDate }

  // MARK: a clerk's request

  /// Answers a request of a session: checks the session, the key, then the rules.
  mutating func ask(_ request: Request, slot: Int, key: Id128?) -> Prediction {
    guard var session = sessions[slot], session.isLive(at: real) else {
      return .refused("NOT_SIGNED_IN")
    }
    session.lastUsed = real
    sessions[slot] = session
    guard request.method.idempotency == .keyed else { return answer(request, session, nil) }
    guard let key else { return .refused("KEY_MISSING") }
    guard key.isVersion7 else { return .refused("KEY_MALFORMED") }
    guard key.millis <= real.milliseconds + 300_000 else { return .refused("KEY_FROM_FUTURE") }
    let name = ModelKeyName(employer: session.employer, person: session.person, key: key)
    if let use = keys[name] { return again(use, request, session) }
    let prediction = answer(request, session, key)
    guard prediction.usesKey else { return prediction }
    var result = ModelKeyUse.Result.answer(prediction)
    if case .paying(let attempt) = prediction { result = .attempt(attempt.number) }
    keys[name] = ModelKeyUse(request: request, result: result)
    return prediction
  }

  /// Answers a repeated key: with the payment in its present state, or with the stored answer.
  private func again(
    _ use: ModelKeyUse, _ request: Request, _ session: ModelSession
  ) -> Prediction {
    guard use.request == request else { return .refused("KEY_REUSED") }
    switch use.result {
    case .answer(let prediction): return .stored(prediction)
    case .attempt(let number):
      let attempt = employers[session.employer].attempts.first { $0.number == number }
      return attempt.map { .paying($0) } ?? .refused("PAYMENT_NOT_FOUND")
    }
  }

  private mutating func answer(
    _ request: Request, _ session: ModelSession, _ key: Id128?
  ) -> Prediction {
    switch request {
    case .todo(.list): return .todos(todos(session.employer))
    case .declare(.save(let save)): return declare(save, session.employer)
    case .declare(.void(let void)): return undo(void, session.employer)
    case .pay(.preview(let preview)): return look(preview, session.employer)
    case .pay(.agreement(let pay)): return self.pay(pay, session, key ?? Id128(high: 0, low: 0))
    case .pay(.status(let which)): return status(which, session)
    case .agreement(.add(let add)): return self.add(add, session.employer)
    case .agreement(.delete(let which)): return delete(which.number, session.employer)
    case .agreement(.autopay(let auto)): return automatic(auto, session.employer)
    case .paymentPassword(.use(let use)): return usePassword(use, session)
    default: return .refused("WRONG_ROLE")
    }
  }

  /// The notices that are undeclared or not wholly paid, by agency, unit, first month and number
  /// (T1).
  func todos(_ employer: Int) -> [ModelNotice] {
    employers[employer].notices.filter(\.isTodo).sorted { left, right in
      if left.agency != right.agency { return left.agency.number < right.agency.number }
      if left.unit != right.unit { return left.unit.text < right.unit.text }
      return left.comesBefore(right)
    }
  }

  private func status(_ which: PaymentStatusRequest, _ session: ModelSession) -> Prediction {
    let found = employers[session.employer].attempts.first { attempt in
      which.number.map { $0 == attempt.number }
        ?? (which.key == attempt.name.key && session.person == attempt.name.person)
    }
    return found.map { .paying($0) } ?? .refused("PAYMENT_NOT_FOUND")
  }

  // MARK: time

  /// Applies the effects of time: an order not taken in 5 s, one not answered in 10 s or in a day,
  /// an expired session.
  mutating func timePasses() {
    for employer in employers.indices {
      for place in employers[employer].attempts.indices {
        timePasses(employer, place)
      }
      for place in employers[employer].agreements.indices { askAgain(employer, place) }
    }
    guard nextSweep <= real else { return }
    nextSweep = real.adding(milliseconds: Self.sweepMilliseconds)
    for slot in sessions.indices where sessions[slot]?.isLive(at: real) == false {
      sessions[slot] = nil
    }
  }

  private mutating func timePasses(_ employer: Int, _ place: Int) {
    let attempt = employers[employer].attempts[place]
    if attempt.status == .requested, attempt.requested.adding(milliseconds: 5_000) <= real {
      end(employer, place, .cancelled)
      banks[attempt.bank]?.queue.removeAll { $0 == .attempt(attempt.number) }
    }
    if attempt.status == .handedOut, let handedOut = attempt.handedOut,
      handedOut.adding(milliseconds: 10_000) <= real
    {
      employers[employer].attempts[place].status = .unknown
    }
    if employers[employer].attempts[place].status == .unknown, let handedOut = attempt.handedOut,
      handedOut.adding(milliseconds: 24 * 3_600_000) <= real
    {
      employers[employer].attempts[place].status = .officer
    }
  }

  /// Repeats an unanswered agreement order to a bank with an open feed.
  private mutating func askAgain(_ employer: Int, _ place: Int) {
    let agreement = employers[employer].agreements[place]
    guard agreement.isAwaited, let next = agreement.nextAsk, next <= real else { return }
    if let taker = banks[agreement.bank]?.taker { banks[agreement.bank]?.feeds[taker].sent += 1 }
    employers[employer].agreements[place].ask(agreement.asks + 1, at: real)
  }

  /// Restarts: forgets connections and the times of sessions' last use.
  mutating func restart() {
    for bank in banks.keys { banks[bank] = ModelBank() }
    for slot in sessions.indices { sessions[slot]?.lastUsed = real }
    for employer in employers.indices {
      for place in employers[employer].agreements.indices {
        employers[employer].agreements[place].ask(0, at: real)
      }
    }
    nextSweep = real.adding(milliseconds: Self.sweepMilliseconds)
  }
}

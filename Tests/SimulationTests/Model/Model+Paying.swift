import Protocol

/// Previews and payments by agreement (T4–T8, T11–T14).
extension Model {
  // MARK: amounts

  /// Returns the late fee of a line in fen: 0.05 % a day, rounded half up, if the office assesses
  /// it; from the day after the due day, or after a later end of deferral, through the payment day.
  static func lateFee(_ line: ModelLine, due: BusinessDate, on day: BusinessDate) -> Int64 {
    guard line.assessedByOffice, !line.isDeferrable(on: day) else { return 0 }
    var start = due
    if let until = line.deferredUntil, until > due { start = until }
    guard day > start else { return 0 }
    let days = Int64(day.days(since: start))
    return (line.amount * days * 5 + 5_000) / 10_000
  }

  /// Returns the terms for all declared lines, deferrable ones only if ticked (T11).
  func terms(_ notice: ModelNotice, ticked: [LineNumber]) -> Terms {
    let lines = notice.lines.filter { line in
      line.status == .declared && (!line.isDeferrable(on: today) || ticked.contains(line.number))
    }
    let taken = lines.map { line in
      ModelTaken(
        number: line.number, amount: line.amount,
        lateFee: Self.lateFee(line, due: notice.due, on: today))
    }
    return Terms(notice: notice.number, version: notice.version, day: today, taken: taken)
  }

  private func canTick(_ ticked: [LineNumber], _ notice: ModelNotice) -> Bool {
    ticked.allSatisfy { number in
      notice.lines.contains { line in
        line.number == number && line.status == .declared && line.isDeferrable(on: today)
      }
    }
  }

  /// Returns the first earlier sequential notice that is not settled (T5); nil for a notice that is
  /// not sequential (T6).
  func blocker(of notice: ModelNotice, _ employer: Int) -> ModelNotice? {
    guard notice.sequential else { return nil }
    return employers[employer].notices
      .filter { $0.sequential && $0.comesBefore(notice) && $0.blocks(on: today) }
      .min { $0.comesBefore($1) }
  }

  mutating func look(_ preview: PreviewRequest, _ employer: Int) -> Prediction {
    guard let place = employers[employer].notice(preview.notice) else {
      return .refused("NOTICE_NOT_FOUND")
    }
    let notice = employers[employer].notices[place]
    guard notice.declaredOn != nil else { return .refused("NOT_DECLARED") }
    guard canTick(preview.deferrable, notice) else { return .refused("LINE_NOT_DEFERRABLE") }
    let terms = terms(notice, ticked: preview.deferrable)
    let allowed =
      !notice.special && !notice.isHeld && !terms.taken.isEmpty
      && blocker(of: notice, employer) == nil
    return .previewed(terms, byAgreement: allowed)
  }

  // MARK: paying by agreement

  /// Checks a payment in the documented order, the payment password last, and begins it.
  mutating func pay(_ pay: PayByAgreement, _ session: ModelSession, _ key: Id128) -> Prediction {
    let employer = session.employer
    guard let place = employers[employer].notice(pay.notice) else {
      return .refused("NOTICE_NOT_FOUND")
    }
    let notice = employers[employer].notices[place]
    if let refusal = obstacle(pay, notice, employer) { return refusal }
    let terms = terms(notice, ticked: pay.deferrable)
    let agreement: ModelAgreement
    switch choose(pay.agreement, notice, employer) {
    case .failure(let code): return .refused(code.text)
    case .success(let chosen): agreement = chosen
    }
    guard banks[agreement.bank]?.isConnected == true else {
      return .refused("BANK_NOT_CONNECTED")
    }
    if let refusal = password(pay.password, confirmed: pay.withoutPassword, session) {
      return refusal
    }
    let name = ModelKeyName(employer: employer, person: session.person, key: key)
    return begin(terms, agreement, place, name)
  }

  private func obstacle(
    _ pay: PayByAgreement, _ notice: ModelNotice, _ employer: Int
  ) -> Prediction? {
    guard notice.version == pay.version else { return .refused("NOTICE_CHANGED") }
    guard notice.declaredOn != nil else { return .refused("NOT_DECLARED") }
    guard !notice.special else { return .refused("SPECIAL_BY_AGREEMENT") }
    guard !notice.isHeld else { return .refused("LINES_HELD") }
    guard notice.lines.contains(where: { $0.status == .declared }) else {
      return .refused(notice.isPartlyPaid ? "ALREADY_PAID" : "NOTHING_DUE")
    }
    if let first = blocker(of: notice, employer) {
      return .refused(["OUT_OF_SEQUENCE"], naming: first.number.text)
    }
    guard canTick(pay.deferrable, notice) else { return .refused("LINE_NOT_DEFERRABLE") }
    guard pay.deferrable.isEmpty || pay.deferralConfirmed else {
      return .refused("DEFERRAL_UNCONFIRMED")
    }
    let terms = terms(notice, ticked: pay.deferrable)
    guard !terms.taken.isEmpty else { return .refused("NOTHING_DUE") }
    let isFresh = shown[pay.digest] == terms
    let isAmount = pay.total.fen == terms.total
    switch (isFresh, isAmount) {
    case (true, true): return nil
    case (true, false): return .refused("AMOUNT_DIFFERS")
    case (false, true): return .refused("PREVIEW_STALE")
    // Both are true, and no rule says which is reported.
    case (false, false): return .refused(["PREVIEW_STALE", "AMOUNT_DIFFERS"], naming: nil)
    }
  }

  private struct Code: Error { let text: String }

  private func choose(
    _ wanted: AgreementNumber?, _ notice: ModelNotice, _ employer: Int
  ) -> Result<ModelAgreement, Code> {
    let all = employers[employer].agreements
    let usable = all.filter { $0.status == .active && $0.office == notice.office }
    guard let wanted else {
      guard let only = usable.first else { return .failure(Code(text: "AGREEMENT_NONE")) }
      return usable.count == 1 ? .success(only) : .failure(Code(text: "AGREEMENT_CHOICE"))
    }
    guard all.contains(where: { $0.number == wanted }) else {
      return .failure(Code(text: "AGREEMENT_NOT_FOUND"))
    }
    guard let chosen = usable.first(where: { $0.number == wanted }) else {
      return .failure(Code(text: "AGREEMENT_NOT_USABLE"))
    }
    return .success(chosen)
  }

  private mutating func begin(
    _ terms: Terms, _ agreement: ModelAgreement, _ place: Int, _ name: ModelKeyName
  ) -> Prediction {
    let month = Period(of: today)
    let serial = (serials[month] ?? 0) + 1
    serials[month] = serial
    guard
      let number = TicketNumber(region: Self.region, kind: .payment, month: month, serial: serial)
    else { return .refused("NUMBERS_EXHAUSTED") }
    for taken in terms.taken { setLine(name.employer, place, taken.number, .held) }
    var attempt = ModelAttempt(
      number: number, terms: terms, agreement: agreement.number, bank: agreement.bank, name: name,
      requested: real, handedOut: nil, status: .requested)
    if let taker = banks[agreement.bank]?.taker {
      banks[agreement.bank]?.feeds[taker].sent += 1
      attempt.status = .handedOut
      attempt.handedOut = real
    } else {
      banks[agreement.bank]?.queue.append(.attempt(number))
    }
    employers[name.employer].attempts.append(attempt)
    return .paying(attempt)
  }

  mutating func setLine(_ employer: Int, _ place: Int, _ number: LineNumber, _ to: LineStatus) {
    for line in employers[employer].notices[place].lines.indices
    where employers[employer].notices[place].lines[line].number == number {
      employers[employer].notices[place].lines[line].status = to
    }
  }

  // MARK: the payment password

  /// Returns nil if the payment may go on.
  private mutating func password(
    _ entered: String?, confirmed: Bool, _ session: ModelSession
  ) -> Prediction? {
    guard employers[session.employer].password != nil else {
      return .refused("PAYMENT_PASSWORD_NOT_SET")
    }
    if employers[session.employer].passwordOff {
      return confirmed ? nil : .refused("CONFIRMATION_NEEDED")
    }
    guard let entered, !entered.isEmpty else { return .refused("PAYMENT_PASSWORD_NEEDED") }
    return guess(entered, session)
  }

  /// Checks a password. The third wrong one ends the person's sessions at the employer and locks
  /// for 3 minutes (T13).
  private mutating func guess(_ entered: String, _ session: ModelSession) -> Prediction? {
    let lock = employers[session.employer].locks[session.person]
    if let until = lock?.until, until > real { return .refused("PERSON_LOCKED") }
    if entered == employers[session.employer].password {
      employers[session.employer].locks[session.person] = nil
      return nil
    }
    let failures = (lock?.failures ?? 0) + 1
    guard failures == 3 else {
      employers[session.employer].locks[session.person] = ModelLock(failures: failures, until: nil)
      return .counted("PAYMENT_PASSWORD_WRONG", left: 3 - failures)
    }
    employers[session.employer].locks[session.person] = ModelLock(
      failures: 0, until: real.adding(milliseconds: 180_000))
    for slot in sessions.indices
    where sessions[slot]?.employer == session.employer && sessions[slot]?.person == session.person {
      sessions[slot] = nil
    }
    return .counted("PAYMENT_PASSWORD_WRONG", left: 0)
  }

  /// Turns the password's use on or off; off requires the password (A6).
  mutating func usePassword(_ use: PaymentPasswordUse, _ session: ModelSession) -> Prediction {
    guard employers[session.employer].password != nil else {
      return .refused("PAYMENT_PASSWORD_NOT_SET")
    }
    let had = employers[session.employer].locks[session.person] != nil
    if !use.on {
      guard let entered = use.password else { return .refused("PAYMENT_PASSWORD_NEEDED") }
      if let refusal = guess(entered, session) { return refusal }
    }
    let changed = employers[session.employer].passwordOff == use.on || (!use.on && had)
    employers[session.employer].passwordOff = !use.on
    return .done(changed: changed)
  }
}

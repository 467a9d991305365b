internal import Protocol

extension State {
  /// Applies an event of a person; an event of anything else changes nothing.
  mutating func applyPerson(_ event: Event) {
    if case .personFiled(let e) = event { persons[e.person.resident] = e.person }
    if case .codeOrdered(let e) = event { messages[e.order.order] = e.order }
    if let resident = event.person { persons[resident]?.apply(event) }
  }

  /// Applies an event of a session or a message; an event of anything else changes nothing.
  mutating func applySession(_ event: Event) {
    switch event {
    case .sessionBegun(let e): admit(e.session)
    case .sessionFinished(let e):
      if let session = sessions.removeValue(forKey: e.session) {
        sessionByToken[session.token] = nil
      }
    case .sessionProved(let e): sessions[e.session]?.proved = true
    case .messageOrdered(let e): messages[e.order.order] = e.order
    case .messageTaken(let e): messages[e.order] = nil
    case .messagesExpired(let e): for order in e.orders { messages[order] = nil }
    case .personFiled, .passwordSet, .loginFailed, .loginPassed, .loginUncounted, .loginUnlocked,
      .consentAccepted,
      .identityConfirmed, .codeOrdered, .employerFiled, .noticeFiled, .noticeWithdrawn, .declared,
      .declarationVoided, .attemptRequested, .attemptHandedOut, .attemptSucceeded, .attemptFailed,
      .attemptUnknown, .attemptCancelled, .attemptReferred, .attemptDisputed, .attemptResolved,
      .paymentPasswordFailed,
      .paymentPasswordPassed, .paymentPasswordChanged, .paymentPasswordUseSet, .agreementAdded,
      .agreementMoved, .autoPaymentSet, .importBegun, .importPartTaken, .importCommitted,
      .importSliceApplied, .clockAdvanced, .clockConfirmed, .recoveryBegun, .recoveryEnded:
      break
    }
  }
}

extension Person {
  /// How long a sent code counts against the person's quota, in milliseconds.
  static let codeMemoryMilliseconds: Int64 = 24 * 3_600_000
  /// How many sent codes are remembered.
  static let codesRememberedMax = 16

  fileprivate mutating func apply(_ event: Event) {
    switch event {
    case .passwordSet(let e): password = e.password
    case .loginFailed(let e):
      failures.removeAll { $0.way == e.failures.way }
      failures.append(e.failures)
    case .loginPassed(let e): failures.removeAll { $0.way == e.way }
    case .loginUncounted(let e):
      failures.removeAll { $0.way == e.failures.way }
      if !e.failures.times.isEmpty { failures.append(e.failures) }
    case .loginUnlocked: failures = []
    case .consentAccepted(let e):
      consents.removeAll { $0.document == e.consent.document }
      consents.append(e.consent)
    case .identityConfirmed(let e):
      for place in identities.indices
      where identities[place].registration == e.registration && identities[place].kind == e.kind {
        identities[place].confirmed = true
      }
    case .codeOrdered(let e): remember(codeAt: e.at)
    case .personFiled, .sessionBegun, .sessionFinished, .sessionProved, .messageOrdered,
      .messageTaken, .messagesExpired, .employerFiled, .noticeFiled, .noticeWithdrawn, .declared,
      .declarationVoided, .attemptRequested, .attemptHandedOut, .attemptSucceeded, .attemptFailed,
      .attemptUnknown, .attemptCancelled, .attemptReferred, .attemptDisputed, .attemptResolved,
      .paymentPasswordFailed,
      .paymentPasswordPassed, .paymentPasswordChanged, .paymentPasswordUseSet, .agreementAdded,
      .agreementMoved, .autoPaymentSet, .importBegun, .importPartTaken, .importCommitted,
      .importSliceApplied, .clockAdvanced, .clockConfirmed, .recoveryBegun, .recoveryEnded:
      break
    }
  }

  private mutating func remember(codeAt at: Timestamp) {
    codesSent.removeAll { $0.adding(milliseconds: Self.codeMemoryMilliseconds) <= at }
    codesSent.append(at)
    if codesSent.count > Self.codesRememberedMax { codesSent.removeFirst() }
  }
}

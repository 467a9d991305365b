internal import Protocol

extension State {
  /// Applies an event of a person. An event of a person who is not in memory changes no person.
  mutating func apply(_ event: PersonEvent) {
    let resident = event.resident
    switch event {
    case .personFiled(let e): persons[resident] = e.person
    case .passwordSet(let e): persons[resident]?.password = e.password
    case .loginFailed(let e): persons[resident]?.fail(e.failures)
    case .loginPassed(let e): persons[resident]?.failures.removeAll { $0.way == e.way }
    case .loginUnlocked: persons[resident]?.failures = []
    case .consentAccepted(let e): persons[resident]?.accept(e.consent)
    case .identityConfirmed(let e): persons[resident]?.confirm(e.registration, e.kind)
    case .codeOrdered(let e):
      messages[e.order.order] = e.order
      persons[resident]?.remember(codeAt: e.at)
    case .loginUncounted(let e): persons[resident]?.uncount(e.failures)
    }
  }
}

extension Person {
  /// The time for which a sent code counts in the person's quota, in milliseconds: a day.
  static let codeMemoryMilliseconds: Int64 = 24 * 3_600_000
  /// The most sent codes remembered.
  static let codesRememberedMax = 16

  fileprivate mutating func fail(_ counted: WayFailures) {
    failures.removeAll { $0.way == counted.way }
    failures.append(counted)
  }

  fileprivate mutating func uncount(_ left: WayFailures) {
    failures.removeAll { $0.way == left.way }
    if !left.times.isEmpty { failures.append(left) }
  }

  fileprivate mutating func accept(_ consent: ConsentGiven) {
    consents.removeAll { $0.document == consent.document }
    consents.append(consent)
  }

  fileprivate mutating func confirm(_ registration: RegistrationNumber, _ kind: IdentityKind) {
    for place in identities.indices
    where identities[place].registration == registration && identities[place].kind == kind {
      identities[place].confirmed = true
    }
  }

  fileprivate mutating func remember(codeAt at: Timestamp) {
    codesSent.removeAll { $0.adding(milliseconds: Self.codeMemoryMilliseconds) <= at }
    codesSent.append(at)
    if codesSent.count > Self.codesRememberedMax { codesSent.removeFirst() }
  }
}

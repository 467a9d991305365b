package import Protocol

/// An officer's file has a person.
package struct PersonFiled: PersonFact {
  package static let name: StaticString = "PersonFiled"
  /// As it is from now on.
  package let person: Person

  package var resident: ResidentID { person.resident }

  package init(person: Person) {
    self.person = person
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      person: c.message(1, "person", m?.person))
  }
}

/// A person set the password.
package struct PasswordSet: PersonFact, QuietFact {
  package static let name: StaticString = "PasswordSet"
  package let resident: ResidentID
  /// The new one.
  package let password: PasswordHash

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      password: c.message(2, "password", m?.password))
  }
}

/// A login failed; counted before the answer leaves.
package struct LoginFailed: PersonFact, QuietFact {
  package static let name: StaticString = "LoginFailed"
  package let resident: ResidentID
  /// The way's failures from now on.
  package let failures: WayFailures

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      failures: c.message(2, "failures", m?.failures))
  }
}

/// A login's factor was right: the way's failures are cleared.
package struct LoginPassed: PersonFact, QuietFact {
  package static let name: StaticString = "LoginPassed"
  package let resident: ResidentID
  package let way: UInt32

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      way: c.number32(2, "way", m?.way))
  }
}

/// An error of a login is taken back: what the way's failures are without it.
package struct LoginUncounted: PersonFact, QuietFact {
  /// The name in the journal.
  package static let name: StaticString = "LoginUncounted"
  package let resident: ResidentID
  /// The way's errors that stay.
  package let failures: WayFailures

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      failures: c.message(2, "failures", m?.failures))
  }
}

/// An officer lifted the locks.
package struct LoginUnlocked: PersonFact, QuietFact {
  package static let name: StaticString = "LoginUnlocked"
  package let resident: ResidentID

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident))
  }
}

/// A person accepted a document.
package struct ConsentAccepted: PersonFact, QuietFact {
  package static let name: StaticString = "ConsentAccepted"
  package let resident: ResidentID
  /// Which, and when.
  package let consent: ConsentGiven

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      consent: c.message(2, "consent", m?.consent))
  }
}

/// A person confirmed an identity.
package struct IdentityConfirmed: PersonFact, QuietFact {
  package static let name: StaticString = "IdentityConfirmed"
  package let resident: ResidentID
  package let registration: RegistrationNumber
  /// The identity type.
  package let kind: IdentityKind

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      registration: c.value(2, "registration", m?.registration),
      kind: c.choice(3, "kind", m?.kind))
  }
}

/// An SMS code was ordered for a person or a session.
package struct CodeOrdered: PersonFact, QuietFact {
  package static let name: StaticString = "CodeOrdered"
  package let resident: ResidentID
  package let order: SmsOrder
  /// When, real time.
  package let at: Timestamp

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      order: c.message(2, "order", m?.order),
      at: c.value(3, "at", m?.at))
  }
}

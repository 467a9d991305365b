package import Protocol

/// An import filed a person, for the first time or again (自然人).
package struct PersonFiled: PersonFact {
  package static let name: StaticString = "PersonFiled"
  /// The person's new state.
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

/// A person set the password (账户激活).
package struct PasswordSet: PersonFact, QuietFact {
  package static let name: StaticString = "PasswordSet"
  package let resident: ResidentID
  /// The new password's hash.
  package let password: PasswordHash

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      password: c.message(2, "password", m?.password))
  }
}

/// A wrong password or code at login, counted before the answer is sent.
package struct LoginFailed: PersonFact, QuietFact {
  package static let name: StaticString = "LoginFailed"
  package let resident: ResidentID
  /// The way's failures, this one included.
  package let failures: WayFailures

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      failures: c.message(2, "failures", m?.failures))
  }
}

/// A right password or code at login, which clears the way's failures.
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

/// An error at login is taken back, because scrypt did not answer.
package struct LoginUncounted: PersonFact, QuietFact {
  package static let name: StaticString = "LoginUncounted"
  package let resident: ResidentID
  /// The way's failures without the one taken back.
  package let failures: WayFailures

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      failures: c.message(2, "failures", m?.failures))
  }
}

/// An officer lifted the person's locks (锁定).
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

/// A person accepted a document (告知同意书).
package struct ConsentAccepted: PersonFact, QuietFact {
  package static let name: StaticString = "ConsentAccepted"
  package let resident: ResidentID
  /// The document, its version and the time.
  package let consent: ConsentGiven

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      consent: c.message(2, "consent", m?.consent))
  }
}

/// A person confirmed an identity (确认身份).
package struct IdentityConfirmed: PersonFact, QuietFact {
  package static let name: StaticString = "IdentityConfirmed"
  package let resident: ResidentID
  package let registration: RegistrationNumber
  /// 办税人员身份类型.
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

/// An SMS code (短信验证码) was ordered for a person.
package struct CodeOrdered: PersonFact, QuietFact {
  package static let name: StaticString = "CodeOrdered"
  package let resident: ResidentID
  package let order: SmsOrder
  /// Real time of the order.
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

public import Protocol

/// An officer's file has a person.
public struct PersonFiled: PersonFact {
  /// The name in the schema.
  public static let name: StaticString = "PersonFiled"
  /// As it is from now on.
  public let person: Person

  /// The person.
  public var resident: ResidentID { person.resident }

  /// Makes it of its fields.
  public init(person: Person) {
    self.person = person
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      person: c.message(1, "person", m?.person))
  }
}

/// A person set the password.
public struct PasswordSet: PersonFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "PasswordSet"
  /// The person.
  public let resident: ResidentID
  /// The new one.
  public let password: PasswordHash

  /// Makes it of its fields.
  public init(resident: ResidentID, password: PasswordHash) {
    self.resident = resident
    self.password = password
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      password: c.message(2, "password", m?.password))
  }
}

/// A login failed; counted before the answer leaves.
public struct LoginFailed: PersonFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "LoginFailed"
  /// The person.
  public let resident: ResidentID
  /// The way's failures from now on.
  public let failures: WayFailures

  /// Makes it of its fields.
  public init(resident: ResidentID, failures: WayFailures) {
    self.resident = resident
    self.failures = failures
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      failures: c.message(2, "failures", m?.failures))
  }
}

/// A login's factor was right: the way's failures are cleared.
public struct LoginPassed: PersonFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "LoginPassed"
  /// The person.
  public let resident: ResidentID
  /// The way.
  public let way: UInt32

  /// Makes it of its fields.
  public init(resident: ResidentID, way: UInt32) {
    self.resident = resident
    self.way = way
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      way: c.number32(2, "way", m?.way))
  }
}

/// An error of a login is taken back: what the way's failures are without it.
public struct LoginUncounted: PersonFact, QuietFact {
  /// The name in the journal.
  public static let name: StaticString = "LoginUncounted"
  /// The person.
  public let resident: ResidentID
  /// The way's errors that stay.
  public let failures: WayFailures

  /// Makes it of its fields.
  public init(resident: ResidentID, failures: WayFailures) {
    self.resident = resident
    self.failures = failures
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      failures: c.message(2, "failures", m?.failures))
  }
}

/// An officer lifted the locks.
public struct LoginUnlocked: PersonFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "LoginUnlocked"
  /// The person.
  public let resident: ResidentID

  /// Makes it of its fields.
  public init(resident: ResidentID) {
    self.resident = resident
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident))
  }
}

/// A person accepted a document.
public struct ConsentAccepted: PersonFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "ConsentAccepted"
  /// The person.
  public let resident: ResidentID
  /// Which, and when.
  public let consent: ConsentGiven

  /// Makes it of its fields.
  public init(resident: ResidentID, consent: ConsentGiven) {
    self.resident = resident
    self.consent = consent
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      consent: c.message(2, "consent", m?.consent))
  }
}

/// A person confirmed an identity.
public struct IdentityConfirmed: PersonFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "IdentityConfirmed"
  /// The person.
  public let resident: ResidentID
  /// The employer.
  public let registration: RegistrationNumber
  /// The identity type.
  public let kind: IdentityKind

  /// Makes it of its fields.
  public init(resident: ResidentID, registration: RegistrationNumber, kind: IdentityKind) {
    self.resident = resident
    self.registration = registration
    self.kind = kind
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      registration: c.value(2, "registration", m?.registration),
      kind: c.choice(3, "kind", m?.kind))
  }
}

/// An SMS code was ordered for a person or a session.
public struct CodeOrdered: PersonFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "CodeOrdered"
  /// The person.
  public let resident: ResidentID
  /// The message.
  public let order: SmsOrder
  /// When, real time.
  public let at: Timestamp

  /// Makes it of its fields.
  public init(resident: ResidentID, order: SmsOrder, at: Timestamp) {
    self.resident = resident
    self.order = order
    self.at = at
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      order: c.message(2, "order", m?.order),
      at: c.value(3, "at", m?.at))
  }
}

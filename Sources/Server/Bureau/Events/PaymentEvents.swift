public import Protocol

/// A payment was asked for; its lines are held.
public struct AttemptRequested: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "AttemptRequested"
  /// The employer.
  public let registration: RegistrationNumber
  /// The attempt, requested or already handed out.
  public let attempt: Attempt

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, attempt: Attempt) {
    self.registration = registration
    self.attempt = attempt
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      attempt: c.message(2, "attempt", m?.attempt))
  }
}

/// The order goes to the bank.
public struct AttemptHandedOut: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "AttemptHandedOut"
  /// The employer.
  public let registration: RegistrationNumber
  /// The attempt.
  public let number: TicketNumber
  /// Real time.
  public let at: Timestamp

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, number: TicketNumber, at: Timestamp) {
    self.registration = registration
    self.number = number
    self.at = at
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      at: c.value(3, "at", m?.at))
  }
}

/// The bank has paid.
public struct AttemptSucceeded: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "AttemptSucceeded"
  /// The employer.
  public let registration: RegistrationNumber
  /// The attempt.
  public let number: TicketNumber
  /// The bank's receipt.
  public let receipt: String
  /// Business time.
  public let at: Timestamp

  /// Makes it of its fields.
  public init(
    registration: RegistrationNumber, number: TicketNumber, receipt: String, at: Timestamp
  ) {
    self.registration = registration
    self.number = number
    self.receipt = receipt
    self.at = at
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      receipt: c.text(3, "receipt", m?.receipt, max: 64),
      at: c.value(4, "at", m?.at))
  }
}

/// The bank refused, for ever.
public struct AttemptFailed: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "AttemptFailed"
  /// The employer.
  public let registration: RegistrationNumber
  /// The attempt.
  public let number: TicketNumber
  /// The bank's code.
  public let code: String
  /// The bank's words.
  public let reason: String
  /// Business time.
  public let at: Timestamp

  /// Makes it of its fields.
  public init(
    registration: RegistrationNumber, number: TicketNumber, code: String, reason: String,
    at: Timestamp
  ) {
    self.registration = registration
    self.number = number
    self.code = code
    self.reason = reason
    self.at = at
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      code: c.text(3, "code", m?.code, max: 16),
      reason: c.text(4, "reason", m?.reason, max: 200),
      at: c.value(5, "at", m?.at))
  }
}

/// The bank did not answer in time.
public struct AttemptUnknown: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "AttemptUnknown"
  /// The employer.
  public let registration: RegistrationNumber
  /// The attempt.
  public let number: TicketNumber

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, number: TicketNumber) {
    self.registration = registration
    self.number = number
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number))
  }
}

/// No one took the order in time.
public struct AttemptCancelled: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "AttemptCancelled"
  /// The employer.
  public let registration: RegistrationNumber
  /// The attempt.
  public let number: TicketNumber
  /// Business time.
  public let at: Timestamp

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, number: TicketNumber, at: Timestamp) {
    self.registration = registration
    self.number = number
    self.at = at
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      at: c.value(3, "at", m?.at))
  }
}

/// The bank contradicts itself or us: an officer must look.
public struct AttemptReferred: EmployerFact {
  /// The name in the schema.
  public static let name: StaticString = "AttemptReferred"
  /// The employer.
  public let registration: RegistrationNumber
  /// The attempt.
  public let number: TicketNumber
  /// Why.
  public let reason: String

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, number: TicketNumber, reason: String) {
    self.registration = registration
    self.number = number
    self.reason = reason
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      reason: c.text(3, "reason", m?.reason, max: 200))
  }
}

/// A bank said of an attempt what cannot be true beside what is known: it goes on the officer's
/// list and stays there until an officer has resolved it, whatever its state.
public struct AttemptDisputed: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "AttemptDisputed"
  /// The employer.
  public let registration: RegistrationNumber
  /// The attempt.
  public let number: TicketNumber
  /// What was said.
  public let what: String

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, number: TicketNumber, what: String) {
    self.registration = registration
    self.number = number
    self.what = what
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      what: c.text(3, "what", m?.what, max: 200))
  }
}

/// An officer resolved an attempt: it leaves the officer's list. Where it was not final, the event
/// that ended it stands in the same operation.
public struct AttemptResolved: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "AttemptResolved"
  /// The employer.
  public let registration: RegistrationNumber
  /// The attempt.
  public let number: TicketNumber
  /// Who.
  public let officer: String
  /// Why the officer is sure.
  public let reason: String

  /// Makes it of its fields.
  public init(
    registration: RegistrationNumber, number: TicketNumber, officer: String, reason: String
  ) {
    self.registration = registration
    self.number = number
    self.officer = officer
    self.reason = reason
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      officer: c.text(3, "officer", m?.officer, max: 64),
      reason: c.text(4, "reason", m?.reason, max: 200))
  }
}

/// A wrong payment password; counted before the answer leaves.
public struct PaymentPasswordFailed: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "PaymentPasswordFailed"
  /// The employer.
  public let registration: RegistrationNumber
  /// The person's failures from now on.
  public let lock: PaymentLock

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, lock: PaymentLock) {
    self.registration = registration
    self.lock = lock
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      lock: c.message(2, "lock", m?.lock))
  }
}

/// A right payment password clears the failures.
public struct PaymentPasswordPassed: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "PaymentPasswordPassed"
  /// The employer.
  public let registration: RegistrationNumber
  /// The person.
  public let resident: ResidentID

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, resident: ResidentID) {
    self.registration = registration
    self.resident = resident
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      resident: c.value(2, "resident", m?.resident))
  }
}

/// A payment password was set (A5).
public struct PaymentPasswordChanged: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "PaymentPasswordChanged"
  /// The employer.
  public let registration: RegistrationNumber
  /// Its keyed digest.
  public let digest: Digest256
  /// What it was made with.
  public let salt: Id128

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, digest: Digest256, salt: Id128) {
    self.registration = registration
    self.digest = digest
    self.salt = salt
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      digest: c.digest(2, "digest", m?.digest),
      salt: c.id(3, "salt", m?.salt))
  }
}

/// Its use was turned on or off (A6).
public struct PaymentPasswordUseSet: EmployerFact, QuietFact {
  /// The name in the schema.
  public static let name: StaticString = "PaymentPasswordUseSet"
  /// The employer.
  public let registration: RegistrationNumber
  /// Off or on.
  public let off: Bool

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, off: Bool) {
    self.registration = registration
    self.off = off
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      off: c.flag(2, "off", m?.off))
  }
}

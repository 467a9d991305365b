package import Protocol

/// A payment was asked for; its lines are held.
package struct AttemptRequested: EmployerFact {
  package static let name: StaticString = "AttemptRequested"
  package let registration: RegistrationNumber
  /// The attempt, requested or already handed out.
  package let attempt: Attempt

  package init(registration: RegistrationNumber, attempt: Attempt) {
    self.registration = registration
    self.attempt = attempt
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      attempt: c.message(2, "attempt", m?.attempt))
  }
}

/// The order goes to the bank.
package struct AttemptHandedOut: EmployerFact {
  package static let name: StaticString = "AttemptHandedOut"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// Real time.
  package let at: Timestamp

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      at: c.value(3, "at", m?.at))
  }
}

/// The bank has paid.
package struct AttemptSucceeded: EmployerFact {
  package static let name: StaticString = "AttemptSucceeded"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// The bank's receipt.
  package let receipt: String
  /// Business time.
  package let at: Timestamp

  package init(
    registration: RegistrationNumber, number: TicketNumber, receipt: String, at: Timestamp
  ) {
    self.registration = registration
    self.number = number
    self.receipt = receipt
    self.at = at
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
package struct AttemptFailed: EmployerFact {
  package static let name: StaticString = "AttemptFailed"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// The bank's code.
  package let code: String
  /// The bank's words.
  package let reason: String
  /// Business time.
  package let at: Timestamp

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
package struct AttemptUnknown: EmployerFact {
  package static let name: StaticString = "AttemptUnknown"
  package let registration: RegistrationNumber
  package let number: TicketNumber

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number))
  }
}

/// No one took the order in time.
package struct AttemptCancelled: EmployerFact {
  package static let name: StaticString = "AttemptCancelled"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// Business time.
  package let at: Timestamp

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      number: c.value(2, "number", m?.number),
      at: c.value(3, "at", m?.at))
  }
}

/// The bank contradicts itself or us: an officer must look.
package struct AttemptReferred: EmployerFact {
  package static let name: StaticString = "AttemptReferred"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  package let reason: String

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
package struct AttemptDisputed: EmployerFact, QuietFact {
  package static let name: StaticString = "AttemptDisputed"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// What was said.
  package let what: String

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
package struct AttemptResolved: EmployerFact, QuietFact {
  package static let name: StaticString = "AttemptResolved"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  package let officer: String
  /// Why the officer is sure.
  package let reason: String

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
package struct PaymentPasswordFailed: EmployerFact, QuietFact {
  package static let name: StaticString = "PaymentPasswordFailed"
  package let registration: RegistrationNumber
  /// The person's failures from now on.
  package let lock: PaymentLock

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      lock: c.message(2, "lock", m?.lock))
  }
}

/// A right payment password clears the failures.
package struct PaymentPasswordPassed: EmployerFact, QuietFact {
  package static let name: StaticString = "PaymentPasswordPassed"
  package let registration: RegistrationNumber
  package let resident: ResidentID

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      resident: c.value(2, "resident", m?.resident))
  }
}

/// A payment password was set (A5).
package struct PaymentPasswordChanged: EmployerFact, QuietFact {
  package static let name: StaticString = "PaymentPasswordChanged"
  package let registration: RegistrationNumber
  /// Its keyed digest.
  package let digest: Digest256
  /// What it was made with.
  package let salt: Id128

  package init(registration: RegistrationNumber, digest: Digest256, salt: Id128) {
    self.registration = registration
    self.digest = digest
    self.salt = salt
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      digest: c.digest(2, "digest", m?.digest),
      salt: c.id(3, "salt", m?.salt))
  }
}

/// Its use was turned on or off (A6).
package struct PaymentPasswordUseSet: EmployerFact, QuietFact {
  package static let name: StaticString = "PaymentPasswordUseSet"
  package let registration: RegistrationNumber
  /// Off or on.
  package let off: Bool

  package init(registration: RegistrationNumber, off: Bool) {
    self.registration = registration
    self.off = off
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      off: c.flag(2, "off", m?.off))
  }
}

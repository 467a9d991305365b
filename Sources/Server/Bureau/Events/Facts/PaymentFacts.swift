package import Protocol

/// A payment was requested (缴费); its lines are held (扣款锁定).
package struct AttemptRequested: EmployerFact {
  package static let name: StaticString = "AttemptRequested"
  package let registration: RegistrationNumber
  /// The attempt; its status is requested or handed out.
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

/// The attempt's order leaves for the bank (扣款处理中).
package struct AttemptHandedOut: EmployerFact {
  package static let name: StaticString = "AttemptHandedOut"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// Real time of handing out.
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

/// The bank has debited the account (扣款成功).
package struct AttemptSucceeded: EmployerFact {
  package static let name: StaticString = "AttemptSucceeded"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// The bank's receipt number (收款回执).
  package let receipt: String
  /// Business time of the event.
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

/// The bank refused for good (扣款失败).
package struct AttemptFailed: EmployerFact {
  package static let name: StaticString = "AttemptFailed"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// The bank's code.
  package let code: String
  /// The bank's reason, as text.
  package let reason: String
  /// Business time of the event.
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

/// The bank did not answer in time, or the realm was restored (扣款状态不明).
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

/// No connection of the bank took the order in time (银行未受理).
package struct AttemptCancelled: EmployerFact {
  package static let name: StaticString = "AttemptCancelled"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// Business time of the event.
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

/// A report contradicts itself or the attempt: an officer must resolve it (待税务机关核实).
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

/// A bank's report contradicts what is known of an attempt. The attempt stands on the officer's
/// list until an officer resolves it, whatever its state.
package struct AttemptDisputed: EmployerFact, QuietFact {
  package static let name: StaticString = "AttemptDisputed"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  /// The report's contradiction, as text.
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

/// An officer resolved an attempt, which leaves the officer's list. If it was not final, the same
/// operation has the event that ended it.
package struct AttemptResolved: EmployerFact, QuietFact {
  package static let name: StaticString = "AttemptResolved"
  package let registration: RegistrationNumber
  package let number: TicketNumber
  package let officer: String
  /// The officer's reason.
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

/// A wrong payment password (支付密码), counted before the answer is sent.
package struct PaymentPasswordFailed: EmployerFact, QuietFact {
  package static let name: StaticString = "PaymentPasswordFailed"
  package let registration: RegistrationNumber
  /// The person's new count of failures, and the lock.
  package let lock: PaymentLock

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      lock: c.message(2, "lock", m?.lock))
  }
}

/// A right payment password, which clears the person's failures.
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

/// The payment password was set (设置支付密码, A5).
package struct PaymentPasswordChanged: EmployerFact, QuietFact {
  package static let name: StaticString = "PaymentPasswordChanged"
  package let registration: RegistrationNumber
  /// Keyed digest over salt and password.
  package let digest: Digest256
  /// Random salt of ``digest``.
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

/// The payment password's use was turned on or off (设置支付密码是否启用, A6).
package struct PaymentPasswordUseSet: EmployerFact, QuietFact {
  package static let name: StaticString = "PaymentPasswordUseSet"
  package let registration: RegistrationNumber
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

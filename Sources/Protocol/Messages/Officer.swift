/// Lifts the login locks of a person.
public struct OfficerUnlock: Message {
  /// The name in the schema.
  public static let name: StaticString = "OfficerUnlock"
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

/// Advances the sandbox realm's business clock.
public struct ClockAdvance: Message {
  /// The name in the schema.
  public static let name: StaticString = "ClockAdvance"
  /// By how much; at most 400 days.
  public let milliseconds: UInt64

  /// Makes it of its fields.
  public init(milliseconds: UInt64) {
    self.milliseconds = milliseconds
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      milliseconds: c.number(1, "milliseconds", m?.milliseconds))
  }
}

/// The clocks.
public struct ClockState: Message {
  /// The name in the schema.
  public static let name: StaticString = "ClockState"
  /// Business time.
  public let business: Timestamp
  /// Real time.
  public let real: Timestamp

  /// Makes it of its fields.
  public init(business: Timestamp, real: Timestamp) {
    self.business = business
    self.real = real
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      business: c.value(1, "business", m?.business),
      real: c.value(2, "real", m?.real))
  }
}

/// Attempts that wait for an officer: unknown for over 24 hours, or contradicted.
public struct OfficerAttempts: Message {
  /// The name in the schema.
  public static let name: StaticString = "OfficerAttempts"
  /// The oldest first.
  public let payments: [Payment]

  /// Makes it of its fields.
  public init(payments: [Payment]) {
    self.payments = payments
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      payments: c.list(1, "payments", m?.payments, max: 500))
  }
}

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

/// Confirms a step of the machine's wall clock, which the real time does not follow by itself.
public struct ClockConfirm: Message {
  /// The name in the schema.
  public static let name: StaticString = "ClockConfirm"
  /// The wall clock that the officer was shown and found right.
  public let wall: Timestamp

  /// Makes it of its fields.
  public init(wall: Timestamp) {
    self.wall = wall
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      wall: c.value(1, "wall", m?.wall))
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
  /// The machine's wall clock, about a second old; the real time follows it slowly.
  public let wall: Timestamp
  /// Whether the wall clock stepped by more than 5 minutes and is not followed until an officer
  /// confirms it.
  public let stepped: Bool

  /// Makes it of its fields.
  public init(business: Timestamp, real: Timestamp, wall: Timestamp, stepped: Bool) {
    self.business = business
    self.real = real
    self.wall = wall
    self.stepped = stepped
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      business: c.value(1, "business", m?.business),
      real: c.value(2, "real", m?.real),
      wall: c.value(3, "wall", m?.wall),
      stepped: c.flag(4, "stepped", m?.stepped))
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

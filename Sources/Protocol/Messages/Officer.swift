/// A tax officer's requests (税务机关).
public enum OfficerRequest: WorkflowRequest {
  /// Lifts a person's login locks.
  case unlock(OfficerUnlock)
  /// Advances a sandbox realm's business clock.
  case clockAdvance(ClockAdvance)
  /// The clocks.
  case clockShow
  /// Attempts that wait for an officer.
  case attempts
  /// Confirms a step of the wall clock.
  case clockConfirm(ClockConfirm)
  /// One of them with its lines.
  case show(OfficerReference)
  /// Resolves one.
  case resolve(OfficerResolve)

  /// Shows the reader the request's row and its message.
  public func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .unlock(let m): reader.read(OfficerMethods.unlock, m)
    case .clockAdvance(let m): reader.read(OfficerMethods.clockAdvance, m)
    case .clockShow: reader.read(OfficerMethods.clockShow, Empty())
    case .attempts: reader.read(OfficerMethods.attempts, Empty())
    case .clockConfirm(let m): reader.read(OfficerMethods.clockConfirm, m)
    case .show(let m): reader.read(OfficerMethods.show, m)
    case .resolve(let m): reader.read(OfficerMethods.resolve, m)
    }
  }
}

/// The rows of `OfficerRequest`.
public enum OfficerMethods {
  /// Lifts a person's login locks.
  public static let unlock = MethodRow(
    0x0230, "officer.unlock", .officer, .none, .gated,
    OfficerUnlock.self, Done.self
  ) { .officer(.unlock($0)) }
  /// Advances a sandbox realm's business clock.
  public static let clockAdvance = MethodRow(
    0x0231, "officer.clock.advance", .officer, .none, .gated,
    ClockAdvance.self, ClockState.self
  ) { .officer(.clockAdvance($0)) }
  /// The clocks.
  public static let clockShow = MethodRow(
    0x0232, "officer.clock.show", .officer, .safe, .free,
    Empty.self, ClockState.self
  ) { _ in .officer(.clockShow) }
  /// Attempts that wait for an officer.
  public static let attempts = MethodRow(
    0x0233, "officer.attempts", .officer, .safe, .free,
    Empty.self, OfficerAttempts.self
  ) { _ in .officer(.attempts) }
  /// Confirms a step of the wall clock.
  public static let clockConfirm = MethodRow(
    0x0234, "officer.clock.confirm", .officer, .none, .gated,
    ClockConfirm.self, ClockState.self
  ) { .officer(.clockConfirm($0)) }
  /// One of them with its lines.
  public static let show = MethodRow(
    0x0235, "officer.show", .officer, .safe, .free,
    OfficerReference.self, OfficerCaseDetail.self
  ) { .officer(.show($0)) }
  /// Resolves one.
  public static let resolve = MethodRow(
    0x0236, "officer.resolve", .officer, .keyed { $0.number.text }, .gated,
    OfficerResolve.self, OfficerCase.self
  ) { .officer(.resolve($0)) }

  static let rows: [MethodEntry] = [
    unlock.entry, clockAdvance.entry, clockShow.entry, attempts.entry, clockConfirm.entry,
    show.entry, resolve.entry,
  ]
}

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

/// A payment that waits for an officer, and why (待税务机关核实).
public struct OfficerCase: Message {
  /// The name in the schema.
  public static let name: StaticString = "OfficerCase"
  /// The payment as its payer sees it.
  public let payment: Payment
  /// 登记序号 of the payer.
  public let registration: RegistrationNumber
  /// What is to be found out, or empty where nothing is any more.
  public let why: String

  /// Makes it of its fields.
  public init(payment: Payment, registration: RegistrationNumber, why: String) {
    self.payment = payment
    self.registration = registration
    self.why = why
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      payment: c.message(1, "payment", m?.payment),
      registration: c.value(2, "registration", m?.registration),
      why: c.text(3, "why", m?.why, max: 200))
  }
}

/// Payments that wait for an officer: unknown for over 24 hours, or contradicted.
public struct OfficerAttempts: Message {
  /// The name in the schema.
  public static let name: StaticString = "OfficerAttempts"
  /// The oldest first.
  public let cases: [OfficerCase]

  /// Makes it of its fields.
  public init(cases: [OfficerCase]) {
    self.cases = cases
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      cases: c.list(1, "cases", m?.cases, max: 500))
  }
}

/// Names a payment, whoever's it is.
public struct OfficerReference: Message {
  /// The name in the schema.
  public static let name: StaticString = "OfficerReference"
  /// 电子税票号码.
  public let number: TicketNumber

  /// Makes it of its fields.
  public init(number: TicketNumber) {
    self.number = number
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number))
  }
}

/// A payment with its lines, for an officer.
public struct OfficerCaseDetail: Message {
  /// The name in the schema.
  public static let name: StaticString = "OfficerCaseDetail"
  /// The payment, and why it waits.
  public let open: OfficerCase
  /// Its lines.
  public let lines: [PaymentLine]

  /// Makes it of its fields.
  public init(open: OfficerCase, lines: [PaymentLine]) {
    self.open = open
    self.lines = lines
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      open: c.message(1, "open", m?.open),
      lines: c.list(2, "lines", m?.lines, max: 512))
  }
}

/// What an officer has found out about a payment: money moved under a receipt, or it never will.
///
/// Of a payment that is final already it takes the contradiction off the list, and repeats how the
/// payment ended: a final state never changes.
public struct OfficerResolve: Message {
  /// The name in the schema.
  public static let name: StaticString = "OfficerResolve"
  /// 电子税票号码.
  public let number: TicketNumber
  /// Whether the money moved.
  public let succeeded: Bool
  /// The bank's receipt where it did; else empty.
  public let receipt: String
  /// Why the officer is sure; always said where no money moved.
  public let reason: String

  /// Makes it of its fields.
  public init(number: TicketNumber, succeeded: Bool, receipt: String, reason: String) {
    self.number = number
    self.succeeded = succeeded
    self.receipt = receipt
    self.reason = reason
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      succeeded: c.flag(2, "succeeded", m?.succeeded),
      receipt: c.text(3, "receipt", m?.receipt, max: 64),
      reason: c.text(4, "reason", m?.reason, max: 200))
  }
}

/// The requests of a tax officer (税务机关).
package enum OfficerRequest: WorkflowRequest {
  /// Lifts a person's login locks (锁定).
  case unlock(OfficerUnlock)
  /// Advances the business clock of a sandbox realm.
  case clockAdvance(ClockAdvance)
  /// Shows the clocks.
  case clockShow
  /// Lists the payments that wait for an officer (待税务机关核实).
  case attempts
  /// Confirms a jump of the machine's wall clock.
  case clockConfirm(ClockConfirm)
  /// Shows one payment with its lines.
  case show(OfficerReference)
  /// Says how one payment ended.
  case resolve(OfficerResolve)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
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

package enum OfficerMethods {
  package static let unlock = MethodDefinition(
    0x0230, "officer.unlock", .officer, .none, .gated,
    OfficerUnlock.self, Done.self
  ) { .officer(.unlock($0)) }
  package static let clockAdvance = MethodDefinition(
    0x0231, "officer.clock.advance", .officer, .none, .gated,
    ClockAdvance.self, ClockState.self
  ) { .officer(.clockAdvance($0)) }
  package static let clockShow = MethodDefinition(
    0x0232, "officer.clock.show", .officer, .safe, .free,
    Empty.self, ClockState.self
  ) { _ in .officer(.clockShow) }
  package static let attempts = MethodDefinition(
    0x0233, "officer.attempts", .officer, .safe, .free,
    Empty.self, OfficerAttempts.self
  ) { _ in .officer(.attempts) }
  package static let clockConfirm = MethodDefinition(
    0x0234, "officer.clock.confirm", .officer, .none, .gated,
    ClockConfirm.self, ClockState.self
  ) { .officer(.clockConfirm($0)) }
  package static let show = MethodDefinition(
    0x0235, "officer.show", .officer, .safe, .free,
    OfficerReference.self, OfficerCaseDetail.self
  ) { .officer(.show($0)) }
  package static let resolve = MethodDefinition(
    0x0236, "officer.resolve", .officer, .keyed { $0.number.text }, .gated,
    OfficerResolve.self, OfficerCase.self
  ) { .officer(.resolve($0)) }

  static let definitions: [AnyMethodDefinition] = [
    unlock.untyped, clockAdvance.untyped, clockShow.untyped, attempts.untyped, clockConfirm.untyped,
    show.untyped, resolve.untyped,
  ]
}

/// Lifts a person's login locks (锁定).
package struct OfficerUnlock: Message {
  package static let name: StaticString = "OfficerUnlock"
  /// 居民身份证号码 of the person.
  package let resident: ResidentID

  package init(resident: ResidentID) {
    self.resident = resident
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident))
  }
}

/// Advances the business clock of a sandbox realm.
package struct ClockAdvance: Message {
  package static let name: StaticString = "ClockAdvance"
  /// The distance forward in milliseconds; at most 400 days.
  package let milliseconds: UInt64

  package init(milliseconds: UInt64) {
    self.milliseconds = milliseconds
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      milliseconds: c.number(1, "milliseconds", m?.milliseconds))
  }
}

/// Confirms a jump of the machine's wall clock, which real time then follows.
package struct ClockConfirm: Message {
  package static let name: StaticString = "ClockConfirm"
  /// The wall clock's time that the officer saw and confirms.
  package let wall: Timestamp

  package init(wall: Timestamp) {
    self.wall = wall
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      wall: c.value(1, "wall", m?.wall))
  }
}

/// The three clocks of the server.
package struct ClockState: Message {
  package static let name: StaticString = "ClockState"
  /// Business time: the time of dates and deadlines. A sandbox may advance it.
  package let business: Timestamp
  /// Real time: the time of sessions, codes and timeouts.
  package let real: Timestamp
  /// The machine's wall clock, up to a second old. Real time follows it slowly.
  package let wall: Timestamp
  /// Whether the wall clock jumped by more than 5 minutes. Real time then follows it only after
  /// `officer.clock.confirm`.
  package let stepped: Bool

  package init(business: Timestamp, real: Timestamp, wall: Timestamp, stepped: Bool) {
    self.business = business
    self.real = real
    self.wall = wall
    self.stepped = stepped
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      business: c.value(1, "business", m?.business),
      real: c.value(2, "real", m?.real),
      wall: c.value(3, "wall", m?.wall),
      stepped: c.flag(4, "stepped", m?.stepped))
  }
}

/// A payment that waits for an officer, with the reason (待税务机关核实).
package struct OfficerCase: Message {
  package static let name: StaticString = "OfficerCase"
  /// The payment, as its payer sees it.
  package let payment: Payment
  /// 登记序号 of the payer.
  package let registration: RegistrationNumber
  /// The question to be answered, in Chinese; empty where none is open.
  package let why: String

  package init(payment: Payment, registration: RegistrationNumber, why: String) {
    self.payment = payment
    self.registration = registration
    self.why = why
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      payment: c.message(1, "payment", m?.payment),
      registration: c.value(2, "registration", m?.registration),
      why: c.text(3, "why", m?.why, max: 200))
  }
}

/// The payments that wait for an officer: unknown for over 24 hours, or contradicted by the bank.
package struct OfficerAttempts: Message {
  package static let name: StaticString = "OfficerAttempts"
  /// The oldest first.
  package let cases: [OfficerCase]

  package init(cases: [OfficerCase]) {
    self.cases = cases
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      cases: c.list(1, "cases", m?.cases, max: 500))
  }
}

/// Names a payment of any employer.
package struct OfficerReference: Message {
  package static let name: StaticString = "OfficerReference"
  /// 电子税票号码: the ticket number, which names the payment.
  package let number: TicketNumber

  package init(number: TicketNumber) {
    self.number = number
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number))
  }
}

/// A payment with its lines, for an officer.
package struct OfficerCaseDetail: Message {
  package static let name: StaticString = "OfficerCaseDetail"
  /// The payment, with the reason for which it waits.
  package let open: OfficerCase
  /// The payment's lines.
  package let lines: [PaymentLine]

  package init(open: OfficerCase, lines: [PaymentLine]) {
    self.open = open
    self.lines = lines
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      open: c.message(1, "open", m?.open),
      lines: c.list(2, "lines", m?.lines, max: 512))
  }
}

/// An officer's finding about a payment: the money moved, or it never will.
///
/// For a payment that is final already it removes the contradiction from the list, and must repeat
/// how the payment ended: a final state never changes.
package struct OfficerResolve: Message {
  package static let name: StaticString = "OfficerResolve"
  /// 电子税票号码: the ticket number, which names the payment.
  package let number: TicketNumber
  /// True: the money moved. False: it did not and never will.
  package let succeeded: Bool
  /// 收款回执: the bank's receipt number; empty where no money moved.
  package let receipt: String
  /// The officer's evidence; required where no money moved.
  package let reason: String

  package init(number: TicketNumber, succeeded: Bool, receipt: String, reason: String) {
    self.number = number
    self.succeeded = succeeded
    self.receipt = receipt
    self.reason = reason
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      succeeded: c.flag(2, "succeeded", m?.succeeded),
      receipt: c.text(3, "receipt", m?.receipt, max: 64),
      reason: c.text(4, "reason", m?.reason, max: 200))
  }
}

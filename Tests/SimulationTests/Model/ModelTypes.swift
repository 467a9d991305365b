import Protocol

/// One line of a notice (缴费明细), as the rules see it.
struct ModelLine {
  let number: LineNumber
  let amount: Int64
  /// Whether the office assesses its late fee; other late fees are not charged here.
  let assessedByOffice: Bool
  let deferredUntil: BusinessDate?
  var status: LineStatus

  /// Whether it may be left unpaid on a day (T11).
  func isDeferrable(on day: BusinessDate) -> Bool {
    deferredUntil.map { day <= $0 } ?? false
  }

  /// Whether it is still to be declared or paid.
  var isOpen: Bool { [.undeclared, .declared, .held].contains(status) }
  var isPaid: Bool { [.paid, .posted].contains(status) }
}

/// A notice (告知单).
struct ModelNotice {
  let number: NoticeNumber
  var version: UInt32
  let agency: AgencyCode
  let unit: UnitNumber
  let office: TaxOfficeCode
  let sequential: Bool
  let special: Bool
  let due: BusinessDate
  let from: Period
  var lines: [ModelLine]
  var declaredOn: BusinessDate?

  var amount: Int64 { lines.reduce(0) { $0 + $1.amount } }
  var isTodo: Bool { lines.contains(where: \.isOpen) }
  var isHeld: Bool { lines.contains { $0.status == .held } }
  var isPartlyPaid: Bool { lines.contains(where: \.isPaid) }

  /// Whether it blocks later sequential notices of its unit on a day (T5).
  func blocks(on day: BusinessDate) -> Bool {
    lines.contains { line in
      line.status == .undeclared || line.status == .held
        || (line.status == .declared && !line.isDeferrable(on: day))
    }
  }

  /// Whether it is before another in the order of sequential notices of one agency and unit number
  /// (T5).
  func comesBefore(_ other: ModelNotice) -> Bool {
    guard agency == other.agency, unit == other.unit else { return false }
    return from == other.from ? number.text < other.number.text : from < other.from
  }
}

/// A line in an attempt, with its amounts at that time.
struct ModelTaken: Equatable {
  let number: LineNumber
  let amount: Int64
  let lateFee: Int64
}

/// The terms that a preview shows and a payment must repeat.
struct Terms: Equatable {
  let notice: NoticeNumber
  let version: UInt32
  let day: BusinessDate
  let taken: [ModelTaken]

  var amount: Int64 { taken.reduce(0) { $0 + $1.amount } }
  var lateFee: Int64 { taken.reduce(0) { $0 + $1.lateFee } }
  var total: Int64 { amount + lateFee }
}

/// A payment (缴费) by agreement.
struct ModelAttempt {
  let number: TicketNumber
  let terms: Terms
  let agreement: AgreementNumber
  let bank: BankNumber
  /// The owner and the key of the request.
  let name: ModelKeyName
  let requested: Timestamp
  var handedOut: Timestamp?
  var status: AttemptStatus
  /// Whether its bank has contradicted itself. No report of the bank frees the lines then.
  var isDisputed = false

  /// Whether it holds its lines.
  var isLive: Bool { [.requested, .handedOut, .unknown, .officer].contains(status) }
}

/// A withholding agreement (委托扣款协议).
struct ModelAgreement {
  let number: AgreementNumber
  let office: TaxOfficeCode
  let bank: BankNumber
  var status: AgreementStatus
  var automatic: Bool
  /// The number of its last order: 1, 2, 3 …
  var generation: Int
  /// Whether the last order is to end it.
  var isEnd = false
  /// The number of repeats of the last order, and the time of the next.
  var asks = 0
  var nextAsk: Timestamp?

  /// Whether the bank has an unanswered order.
  var isAwaited: Bool { status == .verifying || status == .ending }

  /// Intervals of the repeats: 30 s, 2 min, 10 min, 1 h, then every 4 h.
  static let asksMilliseconds: [Int64] = [30_000, 120_000, 600_000, 3_600_000, 14_400_000]

  mutating func ask(_ count: Int, at now: Timestamp) {
    asks = count
    nextAsk = now.adding(milliseconds: Self.asksMilliseconds[min(count, 4)])
  }
}

/// A person's wrong payment passwords at an employer (T13).
struct ModelLock {
  var failures: UInt32
  var until: Timestamp?
}

/// An employer (缴费人).
struct ModelEmployer {
  let registration: RegistrationNumber
  let office: TaxOfficeCode
  var notices: [ModelNotice]
  var attempts: [ModelAttempt] = []
  var agreements: [ModelAgreement] = []
  var password: String?
  var passwordOff = false
  /// Locks by the person's number.
  var locks: [Int: ModelLock] = [:]

  func notice(_ number: NoticeNumber) -> Int? { notices.firstIndex { $0.number == number } }
  func agreement(_ number: AgreementNumber) -> Int? {
    agreements.firstIndex { $0.number == number }
  }
}

/// A live session.
struct ModelSession {
  let employer: Int
  let person: Int
  var lastUsed: Timestamp
  let ends: Timestamp

  /// Whether it has been idle for less than 30 minutes and has not reached its end.
  func isLive(at now: Timestamp) -> Bool {
    ends > now && lastUsed.adding(milliseconds: 30 * 60_000) > now
  }
}

/// A bank's feeds of orders, and the orders that wait for credit.
struct ModelBank {
  struct OpenFeed {
    let name: UInt64
    var granted: UInt64
    var sent: UInt64
  }

  enum Waiting: Equatable {
    case attempt(TicketNumber)
    case agreement
  }

  var feeds: [OpenFeed] = []
  var queue: [Waiting] = []

  var isConnected: Bool { !feeds.isEmpty }
  /// The index of the newest feed with credit.
  var taker: Int? { feeds.lastIndex { $0.sent < $0.granted } }
}

/// The first use of a key.
struct ModelKeyUse {
  enum Result {
    case attempt(TicketNumber)
    case answer(Prediction)
  }

  let request: Request
  let result: Result
}

/// A key with its owner: (person, employer).
struct ModelKeyName: Hashable {
  let employer: Int
  let person: Int
  let key: Id128
}

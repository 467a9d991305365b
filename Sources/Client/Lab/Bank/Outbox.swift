internal import Protocol

/// A report that the server has not acknowledged yet.
struct OwedReport: Equatable {
  enum Body: Equatable {
    case debit(DebitReport)
    case agreement(AgreementReport)
  }

  let body: Body
  /// Whether the books record its acknowledgement. False for *working* and for reports that repeat
  /// a record: the server asks again where they are lost.
  let isKept: Bool

  var reference: Id128 {
    switch body {
    case .debit(let report): report.reference
    case .agreement(let report): report.reference
    }
  }

  func call(_ tag: UInt64) -> PartnerCall {
    switch body {
    case .debit(let report):
      PartnerCall(tag: tag, BankMethods.debitReport, report)
    case .agreement(let report):
      PartnerCall(tag: tag, BankMethods.agreementReport, report)
    }
  }
}

/// The queue of reports. Each is sent again until the server acknowledges it or refuses it for
/// good.
struct Outbox {
  /// The number of unacknowledged reports from which the bank grants no more credit for orders.
  static let roomMax = 10_000
  /// The pause before a report that the server could not process is sent again, in ms.
  static let retryMs: UInt64 = 200

  private(set) var owed: [UInt64: OwedReport] = [:]
  private var lastTag: UInt64 = 0
  private var ready: [UInt64] = []
  private var later: [(due: UInt64, tag: UInt64)] = []
  private(set) var acknowledged: [(report: OwedReport, isRefused: Bool)] = []

  var hasRoom: Bool { owed.count < Self.roomMax }

  mutating func add(_ report: OwedReport) {
    lastTag += 1
    owed[lastTag] = report
    ready.append(lastTag)
  }

  /// Queues everything owed again, oldest first; for a new connection.
  mutating func resendAll() {
    ready = owed.keys.sorted()
    later = []
  }

  /// Drops the reports that the books do not record, and all pauses; for a lost connection.
  mutating func forgetUnkept() {
    owed = owed.filter { $0.value.isKept }
    ready = []
    later = []
  }

  mutating func answered(_ tag: UInt64, _ response: InboundResponse, now: UInt64) {
    guard let report = owed[tag] else { return }
    let isFinal = response.status == .ok || response.error?.retry == .never
    guard isFinal else {
      later.append((now + Self.retryMs, tag))
      return
    }
    owed[tag] = nil
    guard report.isKept else { return }
    acknowledged.append((report, response.status != .ok))
  }

  /// Removes and returns the calls to be sent now.
  mutating func dueCalls(now: UInt64) -> [PartnerCall] {
    ready += later.filter { $0.due <= now }.map(\.tag)
    later.removeAll { $0.due <= now }
    defer { ready = [] }
    return ready.compactMap { tag in owed[tag].map { $0.call(tag) } }
  }

  var retryAt: UInt64? { later.map(\.due).min() }

  mutating func drainAcknowledged() -> [(report: OwedReport, isRefused: Bool)] {
    defer { acknowledged = [] }
    return acknowledged
  }
}

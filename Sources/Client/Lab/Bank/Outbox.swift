internal import Protocol

/// A report that was not acknowledged yet.
struct OwedReport: Equatable {
  /// What is sent.
  enum Body: Equatable {
    case debit(DebitReport)
    case agreement(AgreementReport)
  }

  let body: Body
  /// Whether the books wait for its acknowledgement; a settle's answer and a working don't.
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

/// Reports on their way: each is repeated until the server has an answer for it.
struct Outbox {
  /// Reports that wait before no more orders are asked for.
  static let roomMax = 10_000
  /// Before a report is repeated that the server could not take, ms.
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

  /// The connection is new: all that is owed goes out, oldest first.
  mutating func resendAll() {
    ready = owed.keys.sorted()
    later = []
  }

  /// The connection is gone: an answer to a settle dies with it, the server asks again.
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

  /// What is to be sent now.
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

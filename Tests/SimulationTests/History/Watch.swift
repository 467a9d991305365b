import Bureau
import Protocol

/// The invariants of owing and paying, checked on the real state without the model or Bureau's
/// rules.
struct Watch {
  /// The final status of each attempt that has ended.
  private var ended: [TicketNumber: AttemptStatus] = [:]
  /// The number of operations by which an attempt succeeded.
  private var moved: [TicketNumber: Int] = [:]
  /// Lines that have been paid.
  private var paid: [NoticeNumber: Set<LineNumber>] = [:]
  private var sequences: [RegistrationNumber: UInt64] = [:]

  /// Starts again from the durable state after a restart.
  mutating func restart(_ state: State) {
    self = Watch()
    for employer in state.employers.values {
      for attempt in employer.attempts.values where !Self.isLive(attempt.status) {
        ended[attempt.number] = attempt.status
        if attempt.status == .succeeded { moved[attempt.number] = 1 }
      }
    }
  }

  func hasMoved(_ employer: Employer) -> Bool {
    sequences[employer.registration.number] != employer.sequence
  }

  static func isLive(_ status: AttemptStatus) -> Bool {
    switch status {
    case .requested, .handedOut, .unknown, .officer: true
    case .succeeded, .failed, .cancelled, .posted: false
    }
  }

  // MARK: operations

  /// Checks an operation when it is made.
  mutating func see(
    _ entry: JournalEntry, in state: State, lastRequest: PayByAgreement?
  ) throws(Mismatch) {
    let events: [Event]
    do throws(Malformed) {
      events = try EventCoding.decode(entry.events)
    } catch { throw Mismatch(description: "operation \(entry.sequence) does not decode") }
    for event in events {
      if case .employer(.attemptSucceeded(let e)) = event {
        moved[e.number, default: 0] += 1
        guard moved[e.number] == 1, !e.receipt.isEmpty else {
          throw Mismatch(description: "money moved twice for \(e.number), or without a receipt")
        }
      }
      if case .employer(.attemptRequested(let e)) = event {
        guard let employer = state.employers[e.registration] else { continue }
        try begin(e.attempt, employer, lastRequest)
      }
    }
  }

  /// Checks the conditions of a new payment by agreement (T5, T8, T11).
  private func begin(
    _ attempt: Attempt, _ employer: Employer, _ request: PayByAgreement?
  ) throws(Mismatch) {
    guard let notice = employer.notices[attempt.notice], let request,
      request.notice == attempt.notice
    else { throw Mismatch(description: "a payment that nobody asked for") }
    guard notice.kind == .normal else {
      throw Mismatch(description: "T8: special notice \(notice.number) by agreement")
    }
    for taken in attempt.lines {
      guard let line = notice.lines.first(where: { $0.number == taken.number }) else {
        throw Mismatch(description: "a line of nowhere")
      }
      guard let until = line.deferral?.until, until >= attempt.day else { continue }
      guard request.deferralConfirmed, request.deferrable.contains(line.number) else {
        throw Mismatch(description: "T11: line \(line.number) without its confirmation")
      }
    }
    if notice.sequential { try checkSequence(notice, employer, attempt.day) }
  }

  /// Checks that all earlier sequential notices of the unit are settled (T5).
  private func checkSequence(
    _ notice: Notice, _ employer: Employer, _ day: BusinessDate
  ) throws(Mismatch) {
    for other in employer.notices.values where other.sequential && other.unit == notice.unit {
      guard other.agency == notice.agency, other.number != notice.number else { continue }
      guard (other.period.from, other.number.text) < (notice.period.from, notice.number.text)
      else { continue }
      let isDone = other.lines.allSatisfy { line in
        switch line.status {
        case .paid, .posted, .nothingDue, .withdrawn, .replaced: true
        case .declared: line.deferral.map { $0.until >= day } ?? false
        case .undeclared, .held: false
        }
      }
      guard isDone else {
        throw Mismatch(description: "T5: \(notice.number) was paid before \(other.number)")
      }
    }
  }

  // MARK: states

  /// Checks the invariants of an employer.
  mutating func check(_ employer: Employer) throws(Mismatch) {
    sequences[employer.registration.number] = employer.sequence
    var holders: [NoticeNumber: [LineNumber: [TicketNumber]]] = [:]
    var payers: [NoticeNumber: [LineNumber: Int]] = [:]
    for attempt in employer.attempts.values {
      try check(attempt)
      for line in attempt.lines where Self.isLive(attempt.status) {
        holders[attempt.notice, default: [:]][line.number, default: []].append(attempt.number)
      }
      for line in attempt.lines where attempt.status == .succeeded {
        payers[attempt.notice, default: [:]][line.number, default: 0] += 1
      }
    }
    for notice in employer.notices.values {
      try check(notice, holders[notice.number] ?? [:], payers[notice.number] ?? [:])
    }
  }

  private mutating func check(_ attempt: Attempt) throws(Mismatch) {
    let amount = attempt.lines.reduce(0) { $0 + $1.amount.fen }
    let lateFee = attempt.lines.reduce(0) { $0 + $1.lateFee.fen }
    guard amount == attempt.amount.fen, lateFee == attempt.lateFee.fen, amount > 0 else {
      throw Mismatch(description: "attempt \(attempt.number) does not add up")
    }
    if let end = ended[attempt.number], end != attempt.status {
      throw Mismatch(description: "attempt \(attempt.number) was \(end), is \(attempt.status)")
    }
    if !Self.isLive(attempt.status) { ended[attempt.number] = attempt.status }
  }

  /// Checks that each line is in at most one live attempt, is paid once and in full, and stays
  /// paid.
  private mutating func check(
    _ notice: Notice, _ holders: [LineNumber: [TicketNumber]], _ payers: [LineNumber: Int]
  ) throws(Mismatch) {
    guard notice.lines.reduce(0, { $0 + $1.amount.fen }) == notice.amount.fen else {
      throw Mismatch(description: "notice \(notice.number) does not add up")
    }
    for line in notice.lines {
      let holding = holders[line.number] ?? []
      guard (line.status == .held) == (holding.count == 1), holding.count <= 1,
        line.status != .held || line.attempt == holding.first
      else {
        throw Mismatch(description: "line \(line.number) of \(notice.number): held by \(holding)")
      }
      let isPaid = line.status == .paid || line.status == .posted
      guard isPaid == (payers[line.number] == 1), payers[line.number] ?? 0 <= 1 else {
        throw Mismatch(description: "line \(line.number) of \(notice.number): paid otherwise")
      }
      guard isPaid || paid[notice.number]?.contains(line.number) != true else {
        throw Mismatch(description: "line \(line.number) of \(notice.number) is no longer paid")
      }
      if isPaid { paid[notice.number, default: []].insert(line.number) }
    }
  }
}

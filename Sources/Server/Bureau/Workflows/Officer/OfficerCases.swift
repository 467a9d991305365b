package import Protocol

/// 待税务机关核实: the payments that wait for an officer, and their resolution.
///
/// A payment is on the list while a report contradicts it, and while a debit has been unknown for a
/// day.
package enum OfficerCases {
  /// Decides `officer.attempts`.
  static func list(_ context: Context) -> Decision {
    Decision(.query(.officerAttempts(before: before(context))))
  }

  /// Decides `officer.show`.
  static func show(_ which: OfficerReference, _ context: Context) -> Decision {
    Decision(.query(.officerAttempt(which.number, before: before(context))))
  }

  /// Returns the time a day ago: a debit handed out by then and unknown still waits for an officer.
  private static func before(_ context: Context) -> Timestamp {
    context.now.real.adding(milliseconds: -Timing.referAfterMilliseconds)
  }

  /// Returns an attempt as an officer sees it.
  ///
  /// - Parameter before: a day ago, real time.
  package static func view(
    _ attempt: Attempt, _ registration: RegistrationNumber, before: Timestamp
  ) -> OfficerCase {
    OfficerCase(
      payment: PaymentView.payment(attempt), registration: registration,
      why: attempt.officerReason(before: before))
  }

  /// Decides `officer.resolve`.
  ///
  /// - Parameter name: the officer's name.
  /// - Throws: `.paymentNotFound`; `.notForOfficer` for a payment that is not on the list;
  ///   `.resolutionInvalid` for a finding that is incomplete, or is not how a final payment ended.
  static func resolve(
    _ finding: OfficerResolve, _ name: String, _ state: State, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let before = before(context)
    let (registration, attempt) = try find(finding.number, state, context)
    guard !attempt.officerReason(before: before).isEmpty else { throw notWaiting(attempt) }
    try check(finding, attempt)
    let resolved = AttemptResolved(
      registration: registration, number: attempt.number, officer: name, reason: finding.reason)
    guard AttemptTable.holds(attempt.status) else {
      return answer(attempt, registration, [.employer(.attemptResolved(resolved))], [])
    }
    var ended = attempt
    ended.status = finding.succeeded ? .succeeded : .failed
    ended.receipt = finding.receipt
    ended.code = finding.succeeded ? "" : "OFFICER"
    ended.reason = finding.succeeded ? "" : finding.reason
    ended.ended = context.now.business
    let message = Notifying.outcome(attempt, succeeded: finding.succeeded, state, &context)
    let events = [ending(ended, registration, context.now), .employer(.attemptResolved(resolved))]
    return answer(ended, registration, events + message.events, message.orders)
  }

  private static func answer(
    _ attempt: Attempt, _ registration: RegistrationNumber, _ events: [Event], _ orders: [Order]
  ) -> Decision {
    var resolved = attempt
    resolved.dispute = ""
    return Decision(
      .reply(view(resolved, registration, before: .earliest)), events: events,
      orders: orders)
  }

  private static func ending(
    _ attempt: Attempt, _ registration: RegistrationNumber, _ now: Moment
  ) -> Event {
    attempt.status == .succeeded
      ? .employer(
        .attemptSucceeded(
          AttemptSucceeded(
            registration: registration, number: attempt.number, receipt: attempt.receipt,
            at: now.business)))
      : .employer(
        .attemptFailed(
          AttemptFailed(
            registration: registration, number: attempt.number, code: attempt.code,
            reason: attempt.reason, at: now.business)))
  }

  private static func find(
    _ number: TicketNumber, _ state: State, _ context: Context
  ) throws(Refusal) -> (RegistrationNumber, Attempt) {
    guard let found = state.attempt(number, context.found) else {
      throw Refusal(.paymentNotFound, "没有这笔缴费：\(number)", next: "shebao officer list")
    }
    return found
  }

  private static func notWaiting(_ attempt: Attempt) -> Refusal {
    Refusal(
      .notForOfficer,
      "缴费 \(attempt.number)（\(Words.payment(attempt.status))）不在待核实清单上",
      next: "shebao officer list")
  }

  /// Checks that a finding is complete, and that it is how a final payment ended, since that never
  /// changes.
  private static func check(_ finding: OfficerResolve, _ attempt: Attempt) throws(Refusal) {
    guard finding.succeeded ? !finding.receipt.isEmpty : !finding.reason.isEmpty else {
      throw Refusal(
        .resolutionInvalid, finding.succeeded ? "核实为扣款成功须写明银行回单号" : "核实为未扣款须写明理由")
    }
    guard finding.succeeded || finding.receipt.isEmpty else {
      throw Refusal(.resolutionInvalid, "核实为未扣款的不得有银行回单号")
    }
    switch attempt.status {
    case .requested, .handedOut, .unknown, .officer: return
    case .succeeded, .posted:
      guard finding.succeeded, finding.receipt == attempt.receipt else { throw final(attempt) }
    case .failed, .cancelled:
      guard !finding.succeeded else { throw final(attempt) }
    }
  }

  private static func final(_ attempt: Attempt) -> Refusal {
    let how = attempt.receipt.isEmpty ? "" : "，回单号 \(attempt.receipt)"
    return Refusal(
      .resolutionInvalid,
      "缴费 \(attempt.number) 已是终态（\(Words.payment(attempt.status))\(how)），不可更改；核实结论须与之一致")
  }
}

extension Attempt {
  /// Returns the reason for which the attempt waits for an officer: the report that contradicts it,
  /// or an outcome unknown for too long. Empty where it does not wait.
  ///
  /// - Parameter before: a debit has been unknown for too long if it was handed out by then, real
  ///   time.
  package func officerReason(before: Timestamp) -> String {
    if !dispute.isEmpty { return dispute }
    switch status {
    case .officer: return reason
    case .unknown: return (handedOut ?? requestedReal) <= before ? Words.unknownForADay : ""
    case .requested, .handedOut, .succeeded, .failed, .cancelled, .posted: return ""
    }
  }
}

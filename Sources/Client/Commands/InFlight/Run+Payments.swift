import Protocol
import Terminal

/// Payments by agreement: each has one key until it is final.
extension Run {
  /// Sends a payment, under its former key where it is in flight. The key is on disk before the
  /// request is sent, and stays there until `PaymentWait.settle`.
  func pay(_ pay: PayByAgreement) throws(ErrorReport) -> (payment: Payment, key: Id128) {
    let notice = pay.notice.text
    _ = try token(for: PayMethods.agreement.method)
    let owner = try owner(of: PayMethods.agreement.method)
    while true {
      let former = try former(notice)
      let now = try greeting().serverTimeMs
      let key = try keyOf(former)
      try state.keep(
        .payment(InFlightPayment(key: key, notice: notice, owner: owner, sent: now)))
      switch try exchange(PayMethods.agreement, pay, key: key) {
      case .success(let payment): return (payment, key)
      // The key has arrived with the former request: either it paid, or it was refused for good.
      case .failure(.answered(_, let error))
      where error.reason == CallError.Reason.keyReused && former != nil:
        if let payment = try payment(under: key) { return (payment, key) }
        try state.drop(key)
      case .failure(let failure): throw try settle(failure, key, former, now)
      }
    }
  }

  private func keyOf(_ former: InFlightPayment?) throws(ErrorReport) -> Id128 {
    if let former { return former.key }
    if let given = try freeKey({ _ in false }) { return given }
    return try newKey()
  }

  /// Asks for the payment under a key; nil where the server has none.
  func payment(under key: Id128) throws(ErrorReport) -> Payment? {
    let request = PaymentStatusRequest(key: key, wait: false)
    switch try exchange(PayMethods.status, request) {
    case .success(let payment): return payment
    case .failure(.answered(_, let error)) where error.reason == "PAYMENT_NOT_FOUND": return nil
    case .failure(let failure): throw try report(failure)
    }
  }

  /// Returns the caller's payment of this notice that is in flight.
  func former(_ notice: String) throws(ErrorReport) -> InFlightPayment? {
    let owner = try owner(of: PayMethods.agreement.method)
    return try state.inFlightPayments().first { $0.notice == notice && $0.owner.isSame(as: owner) }
  }

  /// Returns the report of a failed payment. A refusal ends it, unless a former sending may still
  /// arrive: then that stays in flight, with its own time.
  private func settle(
    _ failure: CallFailure, _ key: Id128, _ former: InFlightPayment?, _ now: UInt64
  ) throws(ErrorReport) -> ErrorReport {
    let report = try report(failure)
    guard failure.isSettled else {
      return Failures.unknownOutcome(key, isPayment: true, why: report)
    }
    if let former, former.mayArrive(at: now) {
      try state.keep(.payment(former))
    } else {
      try state.drop(key)
    }
    return report
  }
}

import Protocol
import Terminal

/// Payments: each has one key until it is final, and none is sent under a second one before.
extension Run {
  /// Sends a payment, under the key of its former sending where its outcome is not known; the key
  /// is on disk before it leaves, and stays there until `PaymentWait.settle`.
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
      // The key has arrived with what was asked for before: the payment, or a refusal that is over.
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

  /// The payment under a key, as it is now; nil where the server never saw one.
  func payment(under key: Id128) throws(ErrorReport) -> Payment? {
    let request = PaymentStatusRequest(key: key, wait: false)
    switch try exchange(PayMethods.status, request) {
    case .success(let payment): return payment
    case .failure(.answered(_, let error)) where error.reason == "PAYMENT_NOT_FOUND": return nil
    case .failure(let failure): throw try report(failure)
    }
  }

  /// The caller's own payment of this notice whose outcome is not known here.
  func former(_ notice: String) throws(ErrorReport) -> InFlightPayment? {
    let owner = try owner(of: PayMethods.agreement.method)
    return try state.inFlightPayments().first { $0.notice == notice && $0.owner.isSame(as: owner) }
  }

  /// What is said of a payment that failed. A refusal settles it, but says nothing of a former
  /// sending that is still on its way: that one keeps its time.
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

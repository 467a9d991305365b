import Protocol
import Terminal

/// Waits for a payment to become final.
enum PaymentWait {
  /// The most waits of one command; the rest is left to a later `pay status`.
  static let roundsMax = 3
  /// The time of one wait, ms.
  static let roundMs: UInt32 = 20_000

  /// Asks for a payment; with `--wait`, once it is final or the waits are over.
  static func status(
    _ run: Run, number: TicketNumber?, key: Id128?
  ) throws(ErrorReport) -> Payment {
    let wants = run.invocation.flag("wait")
    let now = PaymentStatusRequest(number: number, key: key, wait: false)
    if wants, let final = try waited(run, number: number, key: key) { return final }
    return try run.ask(PayMethods.status, now)
  }

  /// Waits for a payment and returns it once final; nil where it is not final in time.
  static func waited(
    _ run: Run, number: TicketNumber?, key: Id128?
  ) throws(ErrorReport) -> Payment? {
    let which = PaymentStatusRequest(number: number, key: key, wait: true)
    for _ in 0..<roundsMax {
      let result = try run.exchange(
        PayMethods.status, which, timeoutMs: run.settings.timeoutMs ?? roundMs)
      switch result {
      case .success(let payment) where payment.final: return payment
      case .success: continue
      case .failure(.answered(_, let error)) where error.reason == CallError.Reason.deadline:
        continue
      case .failure(let failure): throw try run.report(failure)
      }
    }
    return nil
  }

  /// Deletes the request in flight of a payment that is final.
  static func settle(_ run: Run, _ payment: Payment, key: Id128?) throws(ErrorReport) {
    guard payment.final else { return }
    if let key { try run.state.drop(key) }
  }
}

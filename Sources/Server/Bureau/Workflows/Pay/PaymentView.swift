package import Protocol

/// The presentation of a payment attempt (缴费), from memory and from the books alike.
package enum PaymentView {
  /// Returns an attempt of an employer by its number; nil where memory does not have it.
  static func payment(_ number: TicketNumber, of employer: Employer?) -> Payment? {
    employer?.attempts[number].map(payment)
  }

  package static func payment(_ attempt: Attempt) -> Payment {
    Payment(
      number: attempt.number, notice: attempt.notice, method: attempt.method,
      status: attempt.status, statusText: Words.payment(attempt.status), amount: attempt.amount,
      lateFee: attempt.lateFee, total: total(attempt), requested: attempt.requested,
      bank: attempt.bank, account: attempt.account, receipt: attempt.receipt, code: attempt.code,
      reason: attempt.reason, ended: attempt.ended, next: next(attempt),
      final: isFinal(attempt.status))
  }

  /// Whether the attempt's money has moved, or never will.
  static func isFinal(_ status: AttemptStatus) -> Bool { !AttemptTable.holds(status) }

  /// Returns an attempt with the lines that it took of a notice. Without the notice, or for a line
  /// that it does not have, the name is empty and the part is `.employer`: pass nil where the
  /// notice has changed since.
  package static func detail(_ attempt: Attempt, _ notice: Notice?) -> PaymentDetail {
    let lines = attempt.lines.map { taken in
      let line = notice?.lines.first { $0.number == taken.number }
      return PaymentLine(
        line: UInt32(taken.number.number), itemName: line?.itemName ?? "",
        part: line?.part ?? .employer, amount: taken.amount, lateFee: taken.lateFee)
    }
    return PaymentDetail(payment: payment(attempt), lines: lines)
  }

  /// Returns the refusal `.paymentNotFound`: the same for another employer's payment and for none.
  package static func notFound(_ number: TicketNumber) -> Refusal {
    Refusal(.paymentNotFound, "没有这笔缴费：\(number)", next: "shebao pay list")
  }

  /// Whether the attempt has ended without money moved, so that its lines are free again.
  static func isWithoutMoney(_ status: AttemptStatus) -> Bool {
    switch status {
    case .failed, .cancelled: true
    case .requested, .handedOut, .unknown, .officer, .succeeded, .posted: false
    }
  }

  /// Returns fees and late fees together. The sum was checked when the attempt was made.
  static func total(_ attempt: Attempt) -> Money {
    Money(fen: attempt.amount.fen &+ attempt.lateFee.fen) ?? attempt.amount
  }

  private static func next(_ attempt: Attempt) -> String {
    switch attempt.status {
    case .requested, .handedOut, .unknown: "shebao pay status \(attempt.number) --wait"
    case .failed, .cancelled: "shebao pay preview \(attempt.notice)"
    case .officer: "请联系主管税务机关"
    case .succeeded, .posted: ""
    }
  }
}

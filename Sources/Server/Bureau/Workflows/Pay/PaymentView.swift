package import Protocol

/// How a payment attempt is shown.
package enum PaymentView {
  /// An employer's attempt by its number.
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

  /// An attempt with the lines that it took of a notice; without their names where the notice is
  /// not there, or no longer the one that it took them of.
  package static func detail(_ attempt: Attempt, _ notice: Notice?) -> PaymentDetail {
    let lines = attempt.lines.map { taken in
      let line = notice?.lines.first { $0.number == taken.number }
      return PaymentLine(
        line: UInt32(taken.number.number), itemName: line?.itemName ?? "",
        part: line?.part ?? .employer, amount: taken.amount, lateFee: taken.lateFee)
    }
    return PaymentDetail(payment: payment(attempt), lines: lines)
  }

  /// What everybody hears of a payment that is not the employer's.
  package static func notFound(_ number: TicketNumber) -> Refusal {
    Refusal(.paymentNotFound, "没有这笔缴费：\(number)", next: "shebao pay list")
  }

  /// Whether it has ended and let go of its lines.
  static func isWithoutMoney(_ status: AttemptStatus) -> Bool {
    switch status {
    case .failed, .cancelled: true
    case .requested, .handedOut, .unknown, .officer, .succeeded, .posted: false
    }
  }

  /// The fees and the late fees; their sum was checked when the attempt was made.
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

internal import Protocol

/// How a payment attempt is shown.
enum PaymentView {
  /// An employer's attempt by its number.
  static func payment(_ number: TicketNumber, of employer: Employer?) -> Payment? {
    employer?.attempts[number].map(payment)
  }

  /// An attempt.
  static func payment(_ attempt: Attempt) -> Payment {
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

internal import Protocol

enum PayOrders {
  static func settle(_ attempt: Attempt) -> SettleOrder {
    SettleOrder(reference: Id128(high: 0, low: attempt.number.number), digest: attempt.digest)
  }
  static func debit(_ attempt: Attempt, of employer: Employer) -> BankOrder? { nil }
}

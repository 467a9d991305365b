package import Protocol

/// What a bank remembers of a reference, for ever (扣款流水).
package struct DebitRecord: Equatable, Sendable {
  /// The order's.
  package let reference: Id128
  /// The order's.
  package let digest: Digest256
  /// `done`, `refused`, or `none`: a tombstone, made by a settle that came first. Never `working`.
  package let outcome: DebitOutcome
  /// What the account lost; zero unless done.
  package let amount: Money
  /// 回单号; empty unless done.
  package let receipt: String
  /// Why not; empty where done.
  package let refusal: BankRefusal?
  /// From where; nil for a tombstone.
  package let account: AccountNumber?

  /// The record of a debit that was done.
  static func done(_ order: BankOrder, receipt: String) -> DebitRecord {
    DebitRecord(
      reference: order.reference, digest: order.digest, outcome: .done, amount: order.amount,
      receipt: receipt, refusal: nil, account: order.account)
  }

  /// The record of a debit that was refused.
  static func refused(_ order: BankOrder, _ refusal: BankRefusal) -> DebitRecord {
    DebitRecord(
      reference: order.reference, digest: order.digest, outcome: .refused, amount: .zero,
      receipt: "", refusal: refusal, account: order.account)
  }

  /// The tombstone of a reference that was asked for before it came.
  static func tombstone(_ order: SettleOrder) -> DebitRecord {
    DebitRecord(
      reference: order.reference, digest: order.digest, outcome: .none, amount: .zero,
      receipt: "", refusal: nil, account: nil)
  }

  /// What is reported of it.
  var report: DebitReport {
    DebitReport(
      reference: reference, digest: digest, outcome: outcome, amount: amount, receipt: receipt,
      code: refusal?.code ?? "", reason: refusal?.reason ?? "")
  }
}

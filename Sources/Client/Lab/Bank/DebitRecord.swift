package import Protocol

/// The outcome of a debit's reference, kept for ever (扣款流水): repeats and settles are answered from
/// it.
package struct DebitRecord: Equatable, Sendable {
  package let reference: Id128
  package let digest: Digest256
  /// `done`, `refused`, or `none` (a tombstone, written by a settle that came first); never
  /// `working`.
  package let outcome: DebitOutcome
  /// The amount debited; zero unless done.
  package let amount: Money
  /// The number of the receipt (回单号); empty unless done.
  package let receipt: String
  /// The reason of a refusal; nil where done, and for a tombstone.
  package let refusal: BankRefusal?
  /// The debited account (扣款账号); nil for a tombstone.
  package let account: AccountNumber?

  static func done(_ order: BankOrder, receipt: String) -> DebitRecord {
    DebitRecord(
      reference: order.reference, digest: order.digest, outcome: .done, amount: order.amount,
      receipt: receipt, refusal: nil, account: order.account)
  }

  static func refused(_ order: BankOrder, _ refusal: BankRefusal) -> DebitRecord {
    DebitRecord(
      reference: order.reference, digest: order.digest, outcome: .refused, amount: .zero,
      receipt: "", refusal: refusal, account: order.account)
  }

  /// Makes a tombstone: the reference was settled before its debit came, and is refused from now
  /// on.
  static func tombstone(_ order: SettleOrder) -> DebitRecord {
    DebitRecord(
      reference: order.reference, digest: order.digest, outcome: .none, amount: .zero,
      receipt: "", refusal: nil, account: nil)
  }

  /// The report sent to the server.
  var report: DebitReport {
    DebitReport(
      reference: reference, digest: digest, outcome: outcome, amount: amount, receipt: receipt,
      code: refusal?.code ?? "", reason: refusal?.reason ?? "")
  }
}

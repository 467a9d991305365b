package import Protocol

/// The outcome of an agreement order, kept for ever: a repeat of the order is answered from it.
package struct AgreementRecord: Equatable, Sendable {
  package let reference: Id128
  package let digest: Digest256
  /// Verify, create or end; never debit.
  package let kind: BankOrderKind
  /// 协议书号.
  package let agreement: AgreementNumber
  /// The reason of a refusal; nil where the order was done.
  package let refusal: BankRefusal?

  /// The report sent to the server.
  var report: AgreementReport {
    AgreementReport(
      reference: reference, digest: digest, outcome: refusal == nil ? .done : .refused,
      code: refusal?.code ?? "", reason: refusal?.reason ?? "")
  }
}

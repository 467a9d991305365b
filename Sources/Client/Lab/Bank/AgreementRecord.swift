package import Protocol

/// What a bank remembers of an agreement order.
package struct AgreementRecord: Equatable, Sendable {
  /// The order's.
  package let reference: Id128
  /// The order's.
  package let digest: Digest256
  /// What was asked.
  package let kind: BankOrderKind
  /// 协议书号.
  package let agreement: AgreementNumber
  /// Why not; nil where it was done.
  package let refusal: BankRefusal?

  /// What is reported of it.
  var report: AgreementReport {
    AgreementReport(
      reference: reference, digest: digest, outcome: refusal == nil ? .done : .refused,
      code: refusal?.code ?? "", reason: refusal?.reason ?? "")
  }
}

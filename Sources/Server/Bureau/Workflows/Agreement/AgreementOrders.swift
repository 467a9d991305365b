internal import Protocol

/// The orders (指令) to a bank about an agreement: verify (验证, A1), create (网签, A2) and end (终止,
/// A3). An order may be
/// repeated under its reference.
enum AgreementOrders {
  /// Returns the order that the bank has not answered; nil where there is none.
  static func order(_ agreement: AgreementState, of employer: Employer) -> BankOrder? {
    switch agreement.status {
    case .verifying: order(verification(agreement), agreement, employer, agreement.digest)
    case .ending: order(.end, agreement, employer, agreement.digest)
    case .active, .refused, .ended: nil
    }
  }

  /// Returns the unanswered order; nil also where its terms are no longer those of its digest, as a
  /// bank that computes the digest would never carry it out.
  static func unchanged(
    _ agreement: AgreementState, of employer: Employer, _ digests: any Digests
  ) -> BankOrder? {
    guard let order = order(agreement, of: employer),
      digest(order.kind, agreement, employer, digests) == agreement.digest
    else { return nil }
    return order
  }

  /// Returns the event that replaces an unanswered order by one with a new reference and the
  /// present terms; nil where none is unanswered.
  static func renewal(
    _ agreement: AgreementState, of employer: Employer, _ context: inout Context
  ) -> AgreementMoved? {
    guard let kind = order(agreement, of: employer)?.kind else { return nil }
    var renewed = agreement
    renewed.order = context.entropy.name()
    return AgreementMoved(
      registration: employer.registration.number, number: agreement.number,
      status: agreement.status, order: renewed.order,
      digest: digest(kind, renewed, employer, context.digests), reason: agreement.reason,
      person: agreement.person)
  }

  /// Returns the digest over an order's terms, with a digest of zero.
  static func digest(
    _ kind: BankOrderKind, _ agreement: AgreementState, _ employer: Employer,
    _ digests: any Digests
  ) -> Digest256 {
    digests.plain(encode(order(kind, agreement, employer, .zero)))
  }

  /// Returns the kind of the first order: `.verify` for an agreement signed at the bank (A1),
  /// `.create` for one that is not (A2).
  static func verification(_ agreement: AgreementState) -> BankOrderKind {
    switch agreement.entered.signing {
    case .signedAtBank: .verify
    case .notSigned: .create
    }
  }

  private static func order(
    _ kind: BankOrderKind, _ agreement: AgreementState, _ employer: Employer, _ digest: Digest256
  ) -> BankOrder {
    BankOrder(
      kind: kind, reference: agreement.order, digest: digest, agreement: agreement.number,
      account: agreement.entered.account, accountName: agreement.entered.accountName,
      taxpayer: employer.registration.taxpayer, office: agreement.entered.office, amount: .zero,
      rows: [], openingBank: agreement.entered.openingBank,
      accountKind: agreement.entered.accountKind)
  }
}

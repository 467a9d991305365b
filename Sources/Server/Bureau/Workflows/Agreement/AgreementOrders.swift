internal import Protocol

/// What a bank is told of an agreement: verify it (A1), make it (A2), or end it (A3). An order may
/// be repeated under its reference.
enum AgreementOrders {
  /// The order that the bank has not answered; nil where there is none.
  static func order(_ agreement: AgreementState, of employer: Employer) -> BankOrder? {
    switch agreement.status {
    case .verifying: order(verification(agreement), agreement, employer, agreement.digest)
    case .ending: order(.end, agreement, employer, agreement.digest)
    case .active, .refused, .ended: nil
    }
  }

  /// The same where its terms are still those of its digest; nil where what it is made of has
  /// changed since: a bank that computes the digest would never carry it out.
  static func unchanged(
    _ agreement: AgreementState, of employer: Employer, _ digests: any Digests
  ) -> BankOrder? {
    guard let order = order(agreement, of: employer),
      digest(order.kind, agreement, employer, digests) == agreement.digest
    else { return nil }
    return order
  }

  /// What lets an order under a reference of its own, with the terms of now, take the place of one
  /// that the bank has not answered; nil where there is none.
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

  /// The digest over an order's terms.
  static func digest(
    _ kind: BankOrderKind, _ agreement: AgreementState, _ employer: Employer,
    _ digests: any Digests
  ) -> Digest256 {
    digests.plain(encode(order(kind, agreement, employer, .zero)))
  }

  /// Which order verifies an agreement of its way of signing.
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

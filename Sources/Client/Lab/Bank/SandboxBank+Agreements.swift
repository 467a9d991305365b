package import Protocol

extension SandboxBank {
  /// The decision about an agreement order.
  package enum AgreementRuling: Equatable, Sendable {
    /// Store this record, and the agreement where it changed; then report it.
    case keep(AgreementRecord, BankAgreement?)
    /// Report only.
    case answer(AgreementReport)
  }

  /// Decides verify (A1), create (A2) or end (A3). A repeat gets the first outcome; an order of
  /// kind debit is refused.
  package func agree(_ order: BankOrder, known: AgreementRecord?) -> AgreementRuling {
    if let known {
      guard known.digest == order.digest else {
        return .answer(
          AgreementReport(
            reference: order.reference, digest: order.digest, outcome: .refused,
            code: BankRefusal.otherDigest.code, reason: BankRefusal.otherDigest.reason))
      }
      return .answer(known.report)
    }
    let agreement = agreements[order.agreement]
    switch order.kind {
    case .verify: return decided(order, mismatch(order) ?? unsigned(order, agreement), .active)
    case .create: return decided(order, mismatch(order) ?? taken(order, agreement), .active)
    // Without a copy the end succeeds: a verification that would make one may still be on its way.
    case .end:
      return decided(order, agreement.map { $0.fits(order) } ?? true ? nil : .notSigned, .ended)
    case .debit: return decided(order, .badAmount, .active)
    }
  }

  private func decided(
    _ order: BankOrder, _ refusal: BankRefusal?, _ status: BankAgreementStatus
  ) -> AgreementRuling {
    let record = AgreementRecord(
      reference: order.reference, digest: order.digest, kind: order.kind,
      agreement: order.agreement, refusal: refusal)
    guard refusal == nil else { return .keep(record, nil) }
    let agreement = BankAgreement(
      number: order.agreement, account: order.account, office: order.office,
      taxpayer: order.taxpayer, status: status)
    return .keep(record, agreement)
  }

  private func mismatch(_ order: BankOrder) -> BankRefusal? {
    guard order.openingBank.institution == number.institution else { return .wrongBank }
    guard let account = accounts[order.account] else { return .noAccount }
    guard account.name == order.accountName else { return .otherName }
    return account.kind == order.accountKind ? nil : .otherKind
  }

  private func unsigned(_ order: BankOrder, _ agreement: BankAgreement?) -> BankRefusal? {
    guard let agreement, agreement.status != .ended else { return .notSigned }
    return agreement.fits(order) ? nil : .otherTerms
  }

  /// Refuses to create an agreement whose number has other terms at the bank, or has ended.
  private func taken(_ order: BankOrder, _ agreement: BankAgreement?) -> BankRefusal? {
    guard let agreement else { return nil }
    return agreement.status != .ended && agreement.fits(order) ? nil : .otherTerms
  }
}

package import Protocol

extension SandboxBank {
  /// What is to be done about an agreement order.
  package enum AgreementRuling: Equatable, Sendable {
    /// Keep this record, and the agreement where it moves; then report it.
    case keep(AgreementRecord, BankAgreement?)
    /// Nothing to keep; report.
    case answer(AgreementReport)
  }

  /// Decides verify (A1), create (A2) or end (A3); a repeat gets what the first got.
  ///
  /// A debit is none of these: it is refused as such.
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
    // What it does not have has ended: it has not heard of a verification that is on its way.
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

  /// A number that stands for something else, or that has ended, is not made again.
  private func taken(_ order: BankOrder, _ agreement: BankAgreement?) -> BankRefusal? {
    guard let agreement else { return nil }
    return agreement.status != .ended && agreement.fits(order) ? nil : .otherTerms
  }
}

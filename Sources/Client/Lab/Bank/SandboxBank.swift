package import Protocol

/// One bank of the sandbox: its rules over its accounts and agreements. Pure: what it knows of a
/// reference comes from the books, and what it decides goes there before anyone is told.
///
/// Contract with a bank: a reference moves money at most once, in every order of arrival.
package struct SandboxBank: Equatable, Sendable {
  /// Accounts of one bank.
  package static let accountsMax = 1_000_000
  /// Agreements of one bank.
  package static let agreementsMax = 1_000_000

  /// 清算行行号.
  package let number: BankNumber
  /// Accounts by number.
  package internal(set) var accounts: [AccountNumber: Account]
  /// Agreements by number.
  package internal(set) var agreements: [AgreementNumber: BankAgreement]

  /// A bank as its books have it.
  package init(
    number: BankNumber, accounts: [AccountNumber: Account] = [:],
    agreements: [AgreementNumber: BankAgreement] = [:]
  ) {
    self.number = number
    self.accounts = accounts
    self.agreements = agreements
  }

  /// What is to be done about an order, and what is answered.
  package enum Ruling: Equatable, Sendable {
    /// Keep this record, with the account's new balance where money moves; then report it.
    case keep(DebitRecord, balance: Money?)
    /// Nothing to keep; report.
    case answer(DebitReport)
  }

  /// Decides a debit.
  ///
  /// Order of the checks: known reference, amount, bank, agreement (24009), account (24001), name,
  /// balance (99090).
  /// - Parameters:
  ///   - known: what the books have of the reference.
  ///   - receipt: the receipt's number if it is done.
  ///   - forced: a refusal to give instead of a success (a fault).
  package func debit(
    _ order: BankOrder, known: DebitRecord?, receipt: String, forced: BankRefusal? = nil
  ) -> Ruling {
    if let known { return .answer(repeated(order, known)) }
    if let refusal = forced ?? refusal(of: order) {
      return .keep(.refused(order, refusal), balance: nil)
    }
    guard let account = accounts[order.account] else {
      return .keep(.refused(order, .noAccount), balance: nil)
    }
    let rest: Money
    do throws(MoneyOverflow) {
      rest = try account.balance.subtracting(order.amount)
    } catch {
      return .keep(.refused(order, .badAmount), balance: nil)
    }
    guard rest >= .zero else { return .keep(.refused(order, .insufficient), balance: nil) }
    return .keep(.done(order, receipt: receipt), balance: rest)
  }

  /// Decides a settle: an unknown reference is refused for ever before *none* is said.
  package func settle(_ order: SettleOrder, known: DebitRecord?) -> Ruling {
    guard let known else { return .keep(.tombstone(order), balance: nil) }
    // Of a debit that was done the truth is told, under its own digest: a refusal would be a lie.
    guard known.digest != order.digest, known.outcome != .done else { return .answer(known.report) }
    return .answer(Self.refused(order.reference, order.digest, .otherDigest))
  }

  private func repeated(_ order: BankOrder, _ known: DebitRecord) -> DebitReport {
    // As in a settle: of a debit that was done the truth is told, under its own digest.
    guard known.digest == order.digest || known.outcome == .done else {
      return Self.refused(order.reference, order.digest, .otherDigest)
    }
    switch known.outcome {
    case .done, .refused, .working: return known.report
    case .none: return Self.refused(order.reference, order.digest, .tombstone)
    }
  }

  static func refused(
    _ reference: Id128, _ digest: Digest256, _ refusal: BankRefusal
  ) -> DebitReport {
    DebitReport(
      reference: reference, digest: digest, outcome: .refused, amount: .zero, receipt: "",
      code: refusal.code, reason: refusal.reason)
  }

  /// What is said of a reference while its debit is being worked on; not final.
  static func working(_ order: SettleOrder) -> DebitReport {
    DebitReport(
      reference: order.reference, digest: order.digest, outcome: .working, amount: .zero,
      receipt: "", code: "", reason: "")
  }

  private func refusal(of order: BankOrder) -> BankRefusal? {
    guard order.amount > .zero, isSum(order) else { return .badAmount }
    guard order.openingBank.institution == number.institution else { return .wrongBank }
    guard let agreement = agreements[order.agreement], agreement.status == .active,
      agreement.fits(order)
    else {
      return .notSigned
    }
    guard let account = accounts[order.account] else { return .noAccount }
    guard account.name == order.accountName else { return .otherName }
    return nil
  }

  /// A ticket's rows add up to its amount; an order without rows says nothing to compare.
  private func isSum(_ order: BankOrder) -> Bool {
    guard !order.rows.isEmpty else { return true }
    do throws(MoneyOverflow) {
      return try Money.sum(order.rows.map(\.amount)) == order.amount
    } catch {
      return false
    }
  }
}

package import Protocol

/// The rules of one bank of the sandbox over its accounts and agreements. Pure: the caller looks a
/// reference up in the books, and stores the ruling there before it reports.
///
/// Contract with the server: a reference moves money at most once, in every order of arrival.
package struct SandboxBank: Equatable, Sendable {
  /// The most accounts of one bank.
  package static let accountsMax = 1_000_000
  /// The most agreements of one bank.
  package static let agreementsMax = 1_000_000

  /// 清算行行号.
  package let number: BankNumber
  package internal(set) var accounts: [AccountNumber: Account]
  package internal(set) var agreements: [AgreementNumber: BankAgreement]

  package init(
    number: BankNumber, accounts: [AccountNumber: Account] = [:],
    agreements: [AgreementNumber: BankAgreement] = [:]
  ) {
    self.number = number
    self.accounts = accounts
    self.agreements = agreements
  }

  /// The decision about a debit or a settle.
  package enum Ruling: Equatable, Sendable {
    /// Store this record, and the account's new balance where money moves; then report it.
    case keep(DebitRecord, balance: Money?)
    /// Report only.
    case answer(DebitReport)
  }

  /// Decides a debit.
  ///
  /// The checks in their order: known reference, amount (92004), bank (24001), agreement (24009),
  /// account (24001), name (24011), balance (99090).
  ///
  /// - Parameters:
  ///   - known: the record of the reference in the books.
  ///   - receipt: the number of the receipt (回单号) for a success.
  ///   - forced: the refusal of fault `refuse`, given in place of all further checks.
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

  /// Decides a settle. An unknown reference gets a tombstone, stored before *none* is reported, so
  /// a debit that comes later is refused.
  package func settle(_ order: SettleOrder, known: DebitRecord?) -> Ruling {
    guard let known else { return .keep(.tombstone(order), balance: nil) }
    // A debit that was done is reported as done, under its own digest, whatever digest was asked
    // for.
    guard known.digest != order.digest, known.outcome != .done else { return .answer(known.report) }
    return .answer(Self.refused(order.reference, order.digest, .otherDigest))
  }

  private func repeated(_ order: BankOrder, _ known: DebitRecord) -> DebitReport {
    // As in `settle`: a debit that was done is reported as done, under its own digest.
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

  /// Returns the report for a settle while the debit is delayed by a fault; not final.
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

  /// Whether the rows (税票明细) add up to the amount; an order without rows passes.
  private func isSum(_ order: BankOrder) -> Bool {
    guard !order.rows.isEmpty else { return true }
    do throws(MoneyOverflow) {
      return try Money.sum(order.rows.map(\.amount)) == order.amount
    } catch {
      return false
    }
  }
}

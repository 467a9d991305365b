package import Protocol

/// The state of an agreement at the bank. The numbers are stored in the books.
package enum BankAgreementStatus: Int64, Sendable, Equatable {
  /// 已在柜面签署: signed at the counter, not verified by the tax office yet (A1).
  case signed = 1
  /// 生效: debits are accepted.
  case active = 2
  /// 已终止: final.
  case ended = 3
}

/// The bank's copy of an agreement on direct debits (委托扣款协议).
package struct BankAgreement: Equatable, Sendable {
  /// 协议书号.
  package let number: AgreementNumber
  /// 扣款账号.
  package let account: AccountNumber
  /// The collecting office (征收机关); nil where the signed paper leaves it open.
  package let office: TaxOfficeCode?
  /// The taxpayer code (纳税人识别号); nil where the signed paper leaves it open.
  package let taxpayer: TaxpayerID?
  package let status: BankAgreementStatus

  package init(
    number: AgreementNumber, account: AccountNumber, office: TaxOfficeCode?,
    taxpayer: TaxpayerID?, status: BankAgreementStatus
  ) {
    self.number = number
    self.account = account
    self.office = office
    self.taxpayer = taxpayer
    self.status = status
  }

  /// Whether an order names the same account, office and taxpayer; an open member fits any.
  func fits(_ order: BankOrder) -> Bool {
    account == order.account && (office ?? order.office) == order.office
      && (taxpayer ?? order.taxpayer) == order.taxpayer
  }
}

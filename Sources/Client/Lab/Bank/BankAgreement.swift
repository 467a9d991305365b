package import Protocol

/// Where an agreement that the bank holds stands. Numbers are those of the books.
package enum BankAgreementStatus: Int64, Sendable, Equatable {
  /// 已在柜面签署, not yet verified by the tax side.
  case signed = 1
  /// 生效: debits are taken.
  case active = 2
  /// 已终止: for good.
  case ended = 3
}

/// An agreement as the bank holds it (委托扣款协议).
package struct BankAgreement: Equatable, Sendable {
  /// 协议书号.
  package let number: AgreementNumber
  /// 扣款账号.
  package let account: AccountNumber
  /// 征收机关; nil where the paper does not say.
  package let office: TaxOfficeCode?
  /// 纳税人识别号; nil where the paper does not say.
  package let taxpayer: TaxpayerID?
  /// Where it stands.
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

  /// Whether an order names the same account, office and taxpayer.
  func fits(_ order: BankOrder) -> Bool {
    account == order.account && (office ?? order.office) == order.office
      && (taxpayer ?? order.taxpayer) == order.taxpayer
  }
}

package import Protocol

/// An account at a sandbox bank (账户).
package struct Account: Equatable, Sendable {
  /// 账号.
  package let number: AccountNumber
  /// 户名.
  package let name: String
  /// 对公 or 对私.
  package let kind: AccountKind
  /// What is on it, never below zero.
  package let balance: Money

  package init(number: AccountNumber, name: String, kind: AccountKind, balance: Money) {
    self.number = number
    self.name = name
    self.kind = kind
    self.balance = balance
  }

  /// The same account with another balance.
  func with(balance: Money) -> Account {
    Account(number: number, name: name, kind: kind, balance: balance)
  }
}

/// Where an agreement that the bank holds stands. Numbers are those of the books.
package enum HeldStatus: Int64, Sendable, Equatable {
  /// 已在柜面签署, not yet verified by the tax side.
  case signed = 1
  /// 生效: debits are taken.
  case active = 2
  /// 已终止: for good.
  case ended = 3
}

/// An agreement as the bank holds it (委托扣款协议).
package struct HeldAgreement: Equatable, Sendable {
  /// 协议书号.
  package let number: AgreementNumber
  /// 扣款账号.
  package let account: AccountNumber
  /// 征收机关; nil where the paper does not say.
  package let office: TaxOfficeCode?
  /// 纳税人识别号; nil where the paper does not say.
  package let taxpayer: TaxpayerID?
  /// Where it stands.
  package let status: HeldStatus

  package init(
    number: AgreementNumber, account: AccountNumber, office: TaxOfficeCode?,
    taxpayer: TaxpayerID?, status: HeldStatus
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

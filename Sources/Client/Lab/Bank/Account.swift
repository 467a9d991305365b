public import Protocol

/// An account at a sandbox bank (账户).
public struct Account: Equatable, Sendable {
  /// 账号.
  public let number: AccountNumber
  /// 户名.
  public let name: String
  /// 对公 or 对私.
  public let kind: AccountKind
  /// What is on it, never below zero.
  public let balance: Money

  /// An account.
  public init(number: AccountNumber, name: String, kind: AccountKind, balance: Money) {
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
public enum HeldStatus: Int64, Sendable, Equatable {
  /// 已在柜面签署, not yet verified by the tax side.
  case signed = 1
  /// 生效: debits are taken.
  case active = 2
  /// 已终止: for good.
  case ended = 3
}

/// An agreement as the bank holds it (委托扣款协议).
public struct HeldAgreement: Equatable, Sendable {
  /// 协议书号.
  public let number: AgreementNumber
  /// 扣款账号.
  public let account: AccountNumber
  /// 征收机关; nil where the paper does not say.
  public let office: TaxOfficeCode?
  /// 纳税人识别号; nil where the paper does not say.
  public let taxpayer: TaxpayerID?
  /// Where it stands.
  public let status: HeldStatus

  /// An agreement.
  public init(
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

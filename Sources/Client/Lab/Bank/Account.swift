package import Protocol

/// An account at a sandbox bank (账户).
package struct Account: Equatable, Sendable {
  /// 账号.
  package let number: AccountNumber
  /// 户名.
  package let name: String
  /// Corporate or personal (对公, 对私).
  package let kind: AccountKind
  /// The balance (余额), never below zero.
  package let balance: Money

  package init(number: AccountNumber, name: String, kind: AccountKind, balance: Money) {
    self.number = number
    self.name = name
    self.kind = kind
    self.balance = balance
  }

  /// Returns a copy with another balance.
  func with(balance: Money) -> Account {
    Account(number: number, name: name, kind: kind, balance: balance)
  }
}

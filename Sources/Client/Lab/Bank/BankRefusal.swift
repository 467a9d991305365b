/// A bank's refusal of an order: a code of the national interface of treasuries and banks (横联接口)
/// and its text.
package struct BankRefusal: Equatable, Sendable {
  /// At most 16 bytes.
  package let code: String
  /// At most 200 bytes of UTF-8.
  package let reason: String

  package init(code: String, reason: String) {
    self.code = code
    self.reason = reason
  }

  /// The bank has no such account.
  static let noAccount = BankRefusal(code: "24001", reason: "账户不存在")
  /// The order names another opening bank (开户行).
  static let wrongBank = BankRefusal(code: "24001", reason: "开户行不属于本行")
  /// No agreement in force covers the account.
  static let notSigned = BankRefusal(code: "24009", reason: "账户未签约")
  /// The account has another holder.
  static let otherName = BankRefusal(code: "24011", reason: "户名不符")
  /// A corporate account was named as a personal one, or the reverse.
  static let otherKind = BankRefusal(code: "24011", reason: "账户类型不符")
  /// The agreement was signed on other terms, or the number is taken.
  static let otherTerms = BankRefusal(code: "24011", reason: "协议要素不符")
  /// A settle came before the debit and wrote a tombstone.
  static let tombstone = BankRefusal(code: "24020", reason: "业务已撤销")
  /// The reference is known with another digest.
  static let otherDigest = BankRefusal(code: "94052", reason: "同一指令号要素不一致")
  /// The amount is not positive, or not the sum of its rows.
  static let badAmount = BankRefusal(code: "92004", reason: "金额有误")
  /// The balance is smaller than the amount.
  static let insufficient = BankRefusal(code: "99090", reason: "余额不足")
}

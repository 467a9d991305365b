/// Why a bank does not do what an order says: the national codes (横联接口) with their words.
package struct BankRefusal: Equatable, Sendable {
  /// The code, at most 16 bytes.
  package let code: String
  /// The words, at most 200 bytes.
  package let reason: String

  package init(code: String, reason: String) {
    self.code = code
    self.reason = reason
  }

  /// 24001: no such account, or another bank's.
  static let noAccount = BankRefusal(code: "24001", reason: "账户不存在")
  /// 24001: the account is said to be opened elsewhere.
  static let wrongBank = BankRefusal(code: "24001", reason: "开户行不属于本行")
  /// 24009: no agreement in force for this account.
  static let notSigned = BankRefusal(code: "24009", reason: "账户未签约")
  /// 24011: another name on the account.
  static let otherName = BankRefusal(code: "24011", reason: "户名不符")
  /// 24011: corporate for personal, or the reverse.
  static let otherKind = BankRefusal(code: "24011", reason: "账户类型不符")
  /// 24011: the paper says something else.
  static let otherTerms = BankRefusal(code: "24011", reason: "协议要素不符")
  /// 24020: settled as *none* before the debit came.
  static let tombstone = BankRefusal(code: "24020", reason: "业务已撤销")
  /// 94052: a known reference with another digest.
  static let otherDigest = BankRefusal(code: "94052", reason: "同一指令号要素不一致")
  /// 92004: an amount that is none, or not the sum of its rows.
  static let badAmount = BankRefusal(code: "92004", reason: "金额有误")
  /// 99090: not enough on the account.
  static let insufficient = BankRefusal(code: "99090", reason: "余额不足")
}

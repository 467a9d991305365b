internal import Protocol
internal import Terminal

/// One row of command `open`: an account, and the agreement signed for it at the counter, if any.
///
/// `{"account":…,"name":…,"kind":"corporate","balance":FEN,"agreement":…,"office":…,"taxpayer":…,
/// "active":true}`; with `active` the agreement is in force at once, without a verification.
struct AccountOpening {
  /// The longest name of an account's holder, in bytes of UTF-8; the protocol's limit.
  static let nameMax = 200

  let account: Account
  let agreement: BankAgreement?

  init?(_ row: JSONValue) {
    guard let number = row["account"]?.string.flatMap(AccountNumber.init(text:)),
      let name = row["name"]?.string, (1...Self.nameMax).contains(name.utf8.count),
      let balance = Money(fen: row["balance"]?.integer ?? 0), balance >= .zero
    else { return nil }
    let kind: AccountKind
    switch row["kind"]?.string ?? "corporate" {
    case "corporate": kind = .corporate
    case "personal": kind = .personal
    case _: return nil
    }
    account = Account(number: number, name: name, kind: kind, balance: balance)
    guard row["agreement"] != nil else {
      agreement = nil
      return
    }
    guard let signed = Self.agreement(row) else { return nil }
    agreement = signed
  }

  /// Reads the agreement of a row; nil where one of its members is missing or malformed.
  static func agreement(_ row: JSONValue) -> BankAgreement? {
    guard let number = row["agreement"]?.string.flatMap(AgreementNumber.init(text:)),
      let account = row["account"]?.string.flatMap(AccountNumber.init(text:))
    else { return nil }
    let office = row["office"]?.string
    let taxpayer = row["taxpayer"]?.string
    let agreement = BankAgreement(
      number: number, account: account, office: office.flatMap { TaxOfficeCode($0) },
      taxpayer: taxpayer.flatMap(TaxpayerID.init(text:)),
      status: row["active"]?.bool == true ? .active : .signed)
    guard (agreement.office == nil) == (office == nil),
      (agreement.taxpayer == nil) == (taxpayer == nil)
    else {
      return nil
    }
    return agreement
  }

  /// Whether the account and the agreement are new to the bank, or the same as the ones it has.
  func fits(_ bank: SandboxBank) -> Bool {
    if let known = bank.accounts[account.number] {
      guard known.name == account.name, known.kind == account.kind else { return false }
    }
    guard let agreement, let known = bank.agreements[agreement.number] else { return true }
    return known.account == agreement.account
  }
}

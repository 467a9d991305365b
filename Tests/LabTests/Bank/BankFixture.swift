import Protocol
import Testing

@testable import Lab

/// The bank, account, agreement and orders of the bank's tests.
struct BankFixture {
  let bank: BankNumber
  let account: AccountNumber
  let agreement: AgreementNumber
  let office: TaxOfficeCode
  let taxpayer: TaxpayerID
  let name = "青岛某机械有限公司"

  init() throws {
    bank = try #require(BankNumber("102452000012"))
    account = try #require(AccountNumber(text: "370200001234567"))
    agreement = try #require(AgreementNumber(text: "XY0001"))
    office = try #require(TaxOfficeCode("13702020000"))
    taxpayer = try TaxpayerID.parse("91370200264609821X")
  }

  static func fen(_ fen: Int64) throws -> Money { try #require(Money(fen: fen)) }

  func open(_ balance: Int64) throws -> Account {
    Account(
      number: account, name: name, kind: .corporate, balance: try Self.fen(balance))
  }

  func agreement(_ status: BankAgreementStatus, office: TaxOfficeCode? = nil) -> BankAgreement {
    BankAgreement(
      number: agreement, account: account, office: office, taxpayer: nil, status: status)
  }

  /// A bank with the account, and with the agreement where a status is given.
  func bank(_ balance: Int64 = 1_000, _ status: BankAgreementStatus? = .active) throws
    -> SandboxBank
  {
    SandboxBank(
      number: bank, accounts: [account: try open(balance)],
      agreements: status.map { [agreement: agreement($0)] } ?? [:])
  }

  static func digest(_ number: UInt64) -> Digest256 { Digest256(number, 0, 0, 0) }

  func order(
    _ kind: BankOrderKind = .debit, reference: UInt64 = 7, digest: UInt64 = 1, amount: Int64 = 100,
    account: AccountNumber? = nil, name: String? = nil, rows: [TicketRow] = [],
    openingBank: BankNumber? = nil, accountKind: AccountKind = .corporate
  ) throws -> BankOrder {
    BankOrder(
      kind: kind, reference: Id128(high: 0, low: reference), digest: Self.digest(digest),
      agreement: agreement, account: account ?? self.account, accountName: name ?? self.name,
      taxpayer: taxpayer, office: office, amount: try Self.fen(kind == .debit ? amount : 0),
      rows: rows, openingBank: openingBank ?? bank, accountKind: accountKind)
  }

  func settle(reference: UInt64 = 7, digest: UInt64 = 1) -> SettleOrder {
    SettleOrder(reference: Id128(high: 0, low: reference), digest: Self.digest(digest))
  }
}

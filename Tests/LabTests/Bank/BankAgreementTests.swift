import Protocol
import Testing

@testable import Lab

@Suite struct BankAgreementTests {
  struct Row: CustomTestStringConvertible {
    let what: String
    let kind: BankOrderKind
    let held: HeldStatus?
    var name: String?
    var bank: String?
    var account: String?
    var accountKind = AccountKind.corporate
    var heldOffice: String?
    /// Nil: done.
    let code: String?
    var testDescription: String { what }
  }

  private static let table = [
    Row(what: "verify what was signed", kind: .verify, held: .signed, code: nil),
    Row(what: "verify what is in force", kind: .verify, held: .active, code: nil),
    Row(what: "verify what nobody signed", kind: .verify, held: nil, code: "24009"),
    Row(what: "verify what has ended", kind: .verify, held: .ended, code: "24009"),
    Row(what: "verify, other name", kind: .verify, held: .signed, name: "别家", code: "24011"),
    Row(
      what: "verify, personal", kind: .verify, held: .signed, accountKind: .personal,
      code: "24011"),
    Row(
      what: "verify, no such account", kind: .verify, held: .signed, account: "99999999",
      code: "24001"),
    Row(
      what: "verify, wrong bank", kind: .verify, held: .signed, bank: "103452000011",
      code: "24001"),
    Row(
      what: "verify, other office on the paper", kind: .verify, held: .signed,
      heldOffice: "13702030000", code: "24011"),
    Row(what: "create", kind: .create, held: nil, code: nil),
    Row(what: "create what is there", kind: .create, held: .active, code: nil),
    Row(what: "create what has ended", kind: .create, held: .ended, code: "24011"),
    Row(what: "create, other name", kind: .create, held: nil, name: "别家", code: "24011"),
    Row(what: "end", kind: .end, held: .active, code: nil),
    Row(what: "end what has ended", kind: .end, held: .ended, code: nil),
    Row(what: "end what nobody signed", kind: .end, held: nil, code: nil),
  ]

  @Test(arguments: table)
  func `An agreement order is compared with what the bank has`(_ row: Row) throws {
    let terms = try Terms()
    var bank = try terms.bank(1_000, nil)
    if let status = row.held {
      bank.agreements[terms.agreement] = terms.held(
        status, office: row.heldOffice.flatMap { TaxOfficeCode($0) })
    }
    let order = try terms.order(
      row.kind, account: row.account.flatMap(AccountNumber.init(text:)), name: row.name,
      openingBank: row.bank.flatMap { BankNumber($0) }, accountKind: row.accountKind)
    guard case .keep(let record, let held) = bank.agree(order, known: nil) else {
      Issue.record("not kept")
      return
    }
    #expect(record.refusal?.code == row.code)
    #expect((held == nil) == (row.code != nil))
    #expect(held?.status == (row.code != nil ? nil : row.kind == .end ? .ended : .active))
    // A repeat gets the same; another digest is refused.
    #expect(bank.agree(order, known: record) == .answer(record.report))
    let other = try terms.order(row.kind, digest: 9)
    guard case .answer(let report) = bank.agree(other, known: record) else {
      Issue.record("another digest was kept")
      return
    }
    #expect(report.outcome == .refused)
    #expect(report.code == "94052")
  }
}

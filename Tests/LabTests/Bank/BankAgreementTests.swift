import Protocol
import Testing

@testable import Lab

@Suite struct BankAgreementTests {
  struct Case: CustomTestStringConvertible {
    let label: String
    let kind: BankOrderKind
    let present: BankAgreementStatus?
    var name: String?
    var bank: String?
    var account: String?
    var accountKind = AccountKind.corporate
    var paperOffice: String?
    /// The refusal's code; nil: done.
    let code: String?
    var testDescription: String { label }
  }

  private static let table = [
    Case(label: "verify, signed", kind: .verify, present: .signed, code: nil),
    Case(label: "verify, active", kind: .verify, present: .active, code: nil),
    Case(label: "verify, no agreement", kind: .verify, present: nil, code: "24009"),
    Case(label: "verify, ended", kind: .verify, present: .ended, code: "24009"),
    Case(label: "verify, other name", kind: .verify, present: .signed, name: "别家", code: "24011"),
    Case(
      label: "verify, personal", kind: .verify, present: .signed, accountKind: .personal,
      code: "24011"),
    Case(
      label: "verify, no such account", kind: .verify, present: .signed, account: "99999999",
      code: "24001"),
    Case(
      label: "verify, wrong bank", kind: .verify, present: .signed, bank: "103452000011",
      code: "24001"),
    Case(
      label: "verify, other office on the paper", kind: .verify, present: .signed,
      paperOffice: "13702030000", code: "24011"),
    Case(label: "create", kind: .create, present: nil, code: nil),
    Case(label: "create, already active", kind: .create, present: .active, code: nil),
    Case(label: "create, ended", kind: .create, present: .ended, code: "24011"),
    Case(label: "create, other name", kind: .create, present: nil, name: "别家", code: "24011"),
    Case(label: "end", kind: .end, present: .active, code: nil),
    Case(label: "end, already ended", kind: .end, present: .ended, code: nil),
    Case(label: "end, no agreement", kind: .end, present: nil, code: nil),
  ]

  @Test(arguments: table)
  func `R-1308: an agreement order is compared with the bank's account and agreement`(
    _ sample: Case
  ) throws {
    let fixture = try BankFixture()
    var bank = try fixture.bank(1_000, nil)
    if let status = sample.present {
      bank.agreements[fixture.agreement] = fixture.agreement(
        status, office: sample.paperOffice.flatMap { TaxOfficeCode($0) })
    }
    let order = try fixture.order(
      sample.kind, account: sample.account.flatMap(AccountNumber.init(text:)), name: sample.name,
      openingBank: sample.bank.flatMap { BankNumber($0) }, accountKind: sample.accountKind)
    guard case .keep(let record, let agreement) = bank.agree(order, known: nil) else {
      Issue.record("not kept")
      return
    }
    #expect(record.refusal?.code == sample.code)
    #expect((agreement == nil) == (sample.code != nil))
    #expect(
      agreement?.status == (sample.code != nil ? nil : sample.kind == .end ? .ended : .active))
    // A repeat gets the same; another digest is refused.
    #expect(bank.agree(order, known: record) == .answer(record.report))
    let other = try fixture.order(sample.kind, digest: 9)
    guard case .answer(let report) = bank.agree(other, known: record) else {
      Issue.record("another digest was kept")
      return
    }
    #expect(report.outcome == .refused)
    #expect(report.code == "94052")
  }
}

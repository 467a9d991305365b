import Protocol
import Testing

@testable import Lab

@Suite struct BankDebitTests {
  enum Defect: CaseIterable {
    case noAgreement, onlySigned, ended, otherAccount, noMoney, oneFenShort, otherName, otherBank
    case zero, negative, rowsDiffer
  }

  private static func code(_ defect: Defect) -> String {
    switch defect {
    case .noAgreement, .onlySigned, .ended, .otherAccount: "24009"
    case .noMoney, .oneFenShort: "99090"
    case .otherName: "24011"
    case .otherBank: "24001"
    case .zero, .negative, .rowsDiffer: "92004"
    }
  }

  private static func bank(_ defect: Defect, _ fixture: BankFixture) throws -> SandboxBank {
    switch defect {
    case .noAgreement: try fixture.bank(1_000, nil)
    case .onlySigned: try fixture.bank(1_000, .signed)
    case .ended: try fixture.bank(1_000, .ended)
    case .noMoney: try fixture.bank(0)
    case .oneFenShort: try fixture.bank(99)
    case .otherAccount, .otherName, .otherBank, .zero, .negative, .rowsDiffer: try fixture.bank()
    }
  }

  private static func order(_ defect: Defect, _ fixture: BankFixture) throws -> BankOrder {
    switch defect {
    case .noAgreement, .onlySigned, .ended, .noMoney, .oneFenShort: try fixture.order()
    case .otherAccount: try fixture.order(account: AccountNumber(text: "99999999"))
    case .otherName: try fixture.order(name: "别家公司")
    case .otherBank: try fixture.order(openingBank: BankNumber("103452000011"))
    case .zero: try fixture.order(amount: 0)
    case .negative: try fixture.order(amount: -1)
    case .rowsDiffer:
      try fixture.order(rows: [
        TicketRow(
          name: "养老", from: #require(Period(year: 2026, month: 1)),
          through: #require(Period(year: 2026, month: 1)), amount: BankFixture.fen(99))
      ])
    }
  }

  @Test(arguments: Defect.allCases)
  func `a debit that is wrong is refused with its code, and keeps its refusal`(
    _ defect: Defect
  ) throws {
    let fixture = try BankFixture()
    let ruling = try Self.bank(defect, fixture).debit(
      Self.order(defect, fixture), known: nil, receipt: "1")
    guard case .keep(let record, let balance) = ruling else {
      Issue.record("\(ruling)")
      return
    }
    #expect(record.outcome == .refused)
    #expect(record.refusal?.code == Self.code(defect))
    #expect(record.amount == .zero)
    #expect(record.receipt.isEmpty)
    #expect(balance == nil)
  }

  @Test(arguments: [100, 1_000] as [Int64])
  func `a good debit takes its amount, to the last fen`(_ amount: Int64) throws {
    let fixture = try BankFixture()
    let ruling = try fixture.bank(1_000).debit(
      fixture.order(amount: amount), known: nil, receipt: "R1")
    guard case .keep(let record, let balance) = ruling else {
      Issue.record("\(ruling)")
      return
    }
    #expect(record.outcome == .done)
    #expect(record.amount.fen == amount)
    #expect(record.receipt == "R1")
    #expect(balance?.fen == 1_000 - amount)
  }

  @Test func `a debit of a missing account is refused as such`() throws {
    let fixture = try BankFixture()
    let bank = SandboxBank(
      number: fixture.bank, agreements: [fixture.agreement: fixture.agreement(.active)])
    let ruling = bank.debit(try fixture.order(), known: nil, receipt: "1")
    guard case .keep(let record, nil) = ruling else {
      Issue.record("\(ruling)")
      return
    }
    #expect(record.refusal == .noAccount)
  }

  @Test func `R-1305: a reference reported as unknown is refused from then on`() throws {
    let fixture = try BankFixture()
    let bank = try fixture.bank()
    guard case .keep(let tombstone, nil) = bank.settle(fixture.settle(), known: nil) else {
      Issue.record("no tombstone")
      return
    }
    #expect(tombstone.report.outcome == .none)
    #expect(tombstone.report.amount == .zero)
    guard case .answer(let late) = try bank.debit(fixture.order(), known: tombstone, receipt: "1")
    else {
      Issue.record("a late debit was kept")
      return
    }
    #expect(late.outcome == .refused)
    #expect(late.code == "24020")
    #expect(bank.settle(fixture.settle(), known: tombstone) == .answer(tombstone.report))
  }

  @Test func `R-1301, R-1302: a repeat gets the first outcome, done or refused`() throws {
    let fixture = try BankFixture()
    let bank = try fixture.bank()
    let done = DebitRecord.done(try fixture.order(), receipt: "R1")
    let refused = DebitRecord.refused(try fixture.order(), .insufficient)
    for known in [done, refused] {
      #expect(try bank.debit(fixture.order(), known: known, receipt: "R2") == .answer(known.report))
      #expect(bank.settle(fixture.settle(), known: known) == .answer(known.report))
    }
  }

  @Test
  func
    `R-1302: a known reference with another digest is refused; one that was done is told again`()
    throws
  {
    let fixture = try BankFixture()
    let bank = try fixture.bank()
    let done = DebitRecord.done(try fixture.order(), receipt: "R1")
    #expect(
      try bank.debit(fixture.order(digest: 2), known: done, receipt: "R2") == .answer(done.report))
    let known = [
      DebitRecord.refused(try fixture.order(), .notSigned),
      DebitRecord.tombstone(fixture.settle()),
    ]
    for record in known {
      let ruling = try bank.debit(fixture.order(digest: 2), known: record, receipt: "R2")
      guard case .answer(let report) = ruling else {
        Issue.record("\(ruling)")
        continue
      }
      #expect(report.outcome == .refused)
      #expect(report.code == "94052")
      #expect(report.digest == BankFixture.digest(2))
    }
  }

  @Test
  func `R-1302, R-1304: a settle with another digest never gets a refusal of money that moved`()
    throws
  {
    let fixture = try BankFixture()
    let bank = try fixture.bank()
    let done = DebitRecord.done(try fixture.order(), receipt: "R1")
    #expect(bank.settle(fixture.settle(digest: 2), known: done) == .answer(done.report))
    let tombstone = DebitRecord.tombstone(fixture.settle())
    guard case .answer(let report) = bank.settle(fixture.settle(digest: 2), known: tombstone) else {
      Issue.record("kept")
      return
    }
    #expect(report.outcome == .refused)
  }
}

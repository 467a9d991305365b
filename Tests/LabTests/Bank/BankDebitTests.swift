import Protocol
import Testing

@testable import Lab

@Suite struct BankDebitTests {
  enum Wrong: CaseIterable {
    case noAgreement, onlySigned, ended, otherAccount, noMoney, oneFenShort, otherName, otherBank
    case zero, negative, rowsDiffer
  }

  private static func code(_ wrong: Wrong) -> String {
    switch wrong {
    case .noAgreement, .onlySigned, .ended, .otherAccount: "24009"
    case .noMoney, .oneFenShort: "99090"
    case .otherName: "24011"
    case .otherBank: "24001"
    case .zero, .negative, .rowsDiffer: "92004"
    }
  }

  private static func bank(_ wrong: Wrong, _ terms: Terms) throws -> Bank {
    switch wrong {
    case .noAgreement: try terms.bank(1_000, nil)
    case .onlySigned: try terms.bank(1_000, .signed)
    case .ended: try terms.bank(1_000, .ended)
    case .noMoney: try terms.bank(0)
    case .oneFenShort: try terms.bank(99)
    case .otherAccount, .otherName, .otherBank, .zero, .negative, .rowsDiffer: try terms.bank()
    }
  }

  private static func order(_ wrong: Wrong, _ terms: Terms) throws -> BankOrder {
    switch wrong {
    case .noAgreement, .onlySigned, .ended, .noMoney, .oneFenShort: try terms.order()
    case .otherAccount: try terms.order(account: AccountNumber(text: "99999999"))
    case .otherName: try terms.order(name: "别家公司")
    case .otherBank: try terms.order(openingBank: BankNumber("103452000011"))
    case .zero: try terms.order(amount: 0)
    case .negative: try terms.order(amount: -1)
    case .rowsDiffer:
      try terms.order(rows: [
        TicketRow(
          name: "养老", from: #require(Period(year: 2026, month: 1)),
          through: #require(Period(year: 2026, month: 1)), amount: Terms.fen(99))
      ])
    }
  }

  @Test(arguments: Wrong.allCases)
  func `A debit that is wrong is refused with its code, and keeps its refusal`(
    _ wrong: Wrong
  ) throws {
    let terms = try Terms()
    let ruling = try Self.bank(wrong, terms).debit(
      Self.order(wrong, terms), known: nil, receipt: "1")
    guard case .keep(let record, let balance) = ruling else {
      Issue.record("\(ruling)")
      return
    }
    #expect(record.outcome == .refused)
    #expect(record.refusal?.code == Self.code(wrong))
    #expect(record.amount == .zero)
    #expect(record.receipt.isEmpty)
    #expect(balance == nil)
  }

  @Test(arguments: [100, 1_000] as [Int64])
  func `A good debit takes its amount, to the last fen`(_ amount: Int64) throws {
    let terms = try Terms()
    let ruling = try terms.bank(1_000).debit(
      terms.order(amount: amount), known: nil, receipt: "R1")
    guard case .keep(let record, let balance) = ruling else {
      Issue.record("\(ruling)")
      return
    }
    #expect(record.outcome == .done)
    #expect(record.amount.fen == amount)
    #expect(record.receipt == "R1")
    #expect(balance?.fen == 1_000 - amount)
  }

  @Test func `An account that is gone is refused as such`() throws {
    let terms = try Terms()
    let bank = Bank(number: terms.bank, agreements: [terms.agreement: terms.held(.active)])
    let ruling = bank.debit(try terms.order(), known: nil, receipt: "1")
    guard case .keep(let record, nil) = ruling else {
      Issue.record("\(ruling)")
      return
    }
    #expect(record.refusal == .noAccount)
  }

  // R-1305
  @Test func `An unknown reference is refused for ever before none is said`() throws {
    let terms = try Terms()
    let bank = try terms.bank()
    guard case .keep(let tombstone, nil) = bank.settle(terms.settle(), known: nil) else {
      Issue.record("no tombstone")
      return
    }
    #expect(tombstone.report.outcome == .none)
    #expect(tombstone.report.amount == .zero)
    guard case .answer(let late) = try bank.debit(terms.order(), known: tombstone, receipt: "1")
    else {
      Issue.record("a late debit was kept")
      return
    }
    #expect(late.outcome == .refused)
    #expect(late.code == "24020")
    #expect(bank.settle(terms.settle(), known: tombstone) == .answer(tombstone.report))
  }

  // R-1301, R-1302
  @Test func `A repeat gets the first outcome, done or refused`() throws {
    let terms = try Terms()
    let bank = try terms.bank()
    let done = DebitRecord.done(try terms.order(), receipt: "R1")
    let refused = DebitRecord.refused(try terms.order(), .insufficient)
    for known in [done, refused] {
      #expect(try bank.debit(terms.order(), known: known, receipt: "R2") == .answer(known.report))
      #expect(bank.settle(terms.settle(), known: known) == .answer(known.report))
    }
  }

  // R-1302
  @Test
  func
    `A known reference with another digest is refused, and done again under its own where it was`()
    throws
  {
    let terms = try Terms()
    let bank = try terms.bank()
    let done = DebitRecord.done(try terms.order(), receipt: "R1")
    #expect(
      try bank.debit(terms.order(digest: 2), known: done, receipt: "R2") == .answer(done.report))
    let known = [
      DebitRecord.refused(try terms.order(), .notSigned),
      DebitRecord.tombstone(terms.settle()),
    ]
    for record in known {
      let ruling = try bank.debit(terms.order(digest: 2), known: record, receipt: "R2")
      guard case .answer(let report) = ruling else {
        Issue.record("\(ruling)")
        continue
      }
      #expect(report.outcome == .refused)
      #expect(report.code == "94052")
      #expect(report.digest == Terms.digest(2))
    }
  }

  // R-1302, R-1304
  @Test func `A settle with another digest never calls money that moved refused`() throws {
    let terms = try Terms()
    let bank = try terms.bank()
    let done = DebitRecord.done(try terms.order(), receipt: "R1")
    #expect(bank.settle(terms.settle(digest: 2), known: done) == .answer(done.report))
    let tombstone = DebitRecord.tombstone(terms.settle())
    guard case .answer(let report) = bank.settle(terms.settle(digest: 2), known: tombstone) else {
      Issue.record("kept")
      return
    }
    #expect(report.outcome == .refused)
  }
}

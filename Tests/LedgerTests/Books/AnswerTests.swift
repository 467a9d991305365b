@testable import Bureau
import Fixtures
import Ledger
import Protocol
import Testing

@Suite struct AnswerTests {
  private static let number = Fixture.registration(1)
  private static let day = RandomHistory.start.businessDate

  /// Makes a history in which an employer has `count` paid notices and an open one.
  private static func paid(_ count: Int, in folder: BookFolder) throws -> RandomHistory {
    var history = RandomHistory(seed: 61)
    history.found(employers: 2, notices: 0)
    for _ in 0..<count {
      history.file(at: number, lines: 2)
      history.settle(number)
    }
    history.file(at: number, lines: 4)
    try folder.keep(history.entries)
    return history
  }

  private static func page(
    _ reader: BooksReader, _ filter: QueryFilter, of number: RegistrationNumber = number
  ) throws -> QueryPage {
    let answer = try reader.answer(.paid(number, filter))
    guard let page = answer.message(QueryPage.self) else { throw Unexpected() }
    return page
  }

  private struct Unexpected: Error {}

  @Test func `Q1: the paid view shows what was paid, with its ticket and day`() throws {
    let folder = try BookFolder()
    let history = try Self.paid(1, in: folder)
    let page = try Self.page(try BooksReader(folder.books), QueryFilter(after: ""))
    let row = try #require(page.rows.first)
    let attempt = try #require(history.state.employers[Self.number]?.attempts.values.first)
    #expect(page.rows.count == 1)
    #expect(page.next == "")
    #expect(row.notice == attempt.notice)
    #expect(row.paid == row.amount)
    #expect(row.owed == .zero)
    #expect(row.lateFee == attempt.lateFee)
    #expect(row.tickets == [attempt.number])
    #expect(row.paidOn == attempt.ended?.businessDate)
    #expect(row.statusText == "已缴纳")
  }

  @Test func `pages follow one another without a gap or a repetition`() throws {
    let folder = try BookFolder()
    _ = try Self.paid(501, in: folder)
    let reader = try BooksReader(folder.books)
    let first = try Self.page(reader, QueryFilter(after: ""))
    let second = try Self.page(reader, QueryFilter(after: first.next))
    #expect(first.rows.count == 500)
    #expect(first.next != "")
    #expect(second.rows.count == 1)
    #expect(second.next == "")
    #expect(Set((first.rows + second.rows).map(\.notice)).count == 501)
  }

  @Test func `filters of enrolment and notice (Q1) are applied, and another employer sees none`()
    throws
  {
    let folder = try BookFolder()
    _ = try Self.paid(3, in: folder)
    let reader = try BooksReader(folder.books)
    let all = try Self.page(reader, QueryFilter(after: "")).rows
    let one = try #require(all.last?.notice)
    #expect(try Self.page(reader, QueryFilter(notice: one, after: "")).rows.map(\.notice) == [one])
    #expect(
      try Self.page(reader, QueryFilter(agency: Fixture.agency, unit: Fixture.unit(1), after: ""))
        .rows == all)
    let other = UnitNumber(text: "999999")
    #expect(try Self.page(reader, QueryFilter(unit: other, after: "")).rows.isEmpty)
    #expect(
      try Self.page(reader, QueryFilter(after: ""), of: Fixture.registration(2)).rows.isEmpty)
  }

  @Test func `a notice shows its lines (Q2), another employer's is not found`() throws {
    let folder = try BookFolder()
    let history = try Self.paid(1, in: folder)
    let reader = try BooksReader(folder.books)
    let notice = try #require(
      history.state.employers[Self.number]?.notices.values.first { $0.declaredOn != nil })
    guard
      let detail = try reader.answer(
        .notice(Self.number, notice.number, on: Self.day)
      ).message(QueryDetail.self)
    else { throw Unexpected() }
    #expect(detail.lines.map(\.amount) == notice.lines.map(\.amount))
    #expect(detail.lines.map(\.statusText) == ["已缴费", "已缴费"])
    #expect(detail.lines.map(\.lateFee.fen) == [3, 3])
    guard
      case .refusal(let refusal, _) = try reader.answer(
        .notice(Fixture.registration(2), notice.number, on: Self.day))
    else { throw Unexpected() }
    #expect(refusal.code == .noticeNotFound)
  }

  @Test func `payments come newest first, and by notice; one comes with its lines`() throws {
    let folder = try BookFolder()
    let history = try Self.paid(5, in: folder)
    let reader = try BooksReader(folder.books)
    let attempts = try #require(history.state.employers[Self.number]?.attempts.values)
    let newest = attempts.sorted { $0.requested > $1.requested }
    guard
      let list = try reader.answer(
        .payments(Self.number, PaymentFilter())
      ).message(PaymentList.self),
      let some = try reader.answer(
        .payments(Self.number, PaymentFilter(notice: newest[2].notice))
      ).message(PaymentList.self),
      let detail = try reader.answer(
        .payment(Self.number, newest[0].number)
      ).message(PaymentDetail.self),
      let payment = try reader.answer(
        .status(Self.number, newest[0].number)
      ).message(Payment.self)
    else { throw Unexpected() }
    #expect(list.payments.map(\.number) == newest.map(\.number))
    #expect(some.payments.map(\.number) == [newest[2].number])
    #expect(detail.lines.map(\.amount) == newest[0].lines.map(\.amount))
    #expect(detail.payment == payment)
    #expect(payment.total.fen == newest[0].amount.fen + newest[0].lateFee.fen)
    #expect(payment.final)
    guard
      case .refusal(let refusal, _) = try reader.answer(
        .payment(Fixture.registration(2), newest[0].number))
    else { throw Unexpected() }
    #expect(refusal.code == .paymentNotFound)
  }

  @Test(arguments: [499, 500, 501] as [UInt64])
  func `an import's problems page by line`(count: UInt64) throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 71)
    let batch = ImportBatch(
      batch: Fixture.id(1), name: "", phase: .open, lines: count, total: 0, received: count,
      parts: 1, sum: 0, problems: count, applied: 0, rejected: 0, cursor: "",
      begun: RandomHistory.start)
    let records = Protocol.encode(ImportPart(batch: batch.batch, index: 0, records: []))
    let problems = (1...count).map { ImportProblem(line: $0, code: "SHAPE", reason: "格式不对") }
    history.operate([
      .imports(
        .importPartTaken(
          ImportPartTaken(batch: batch, index: 0, records: records, problems: problems)))
    ])
    try folder.keep(history.entries)
    let reader = try BooksReader(folder.books)
    var seen: [UInt64] = []
    var more = true
    while more {
      guard
        let page = try reader.answer(.problems(batch.batch, after: seen.last ?? 0)).message(
          ImportProblems.self)
      else { throw Unexpected() }
      #expect(page.problems.count <= 500)
      seen += page.problems.map(\.line)
      more = page.more
    }
    #expect(seen == Array(1...count))
  }

  @Test func `an officer sees referred attempts at once and unknown ones after a day`() throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 81)
    history.found(employers: 1, notices: 2)
    for goes in [[3, 1], [3, 1, 1]] {
      history.declare(Self.number)
      history.pay(Self.number)
      let ticket = try #require(
        history.state.employers[Self.number]?.attempts.values.first { $0.status == .requested })
      for go in goes {
        let now = try #require(history.state.employers[Self.number]?.attempts[ticket.number])
        history.operate([history.outcome(now, Self.number, go)])
      }
    }
    try folder.keep(history.entries)
    let reader = try BooksReader(folder.books)
    let unknown = try #require(
      history.state.employers[Self.number]?.attempts.values.first { $0.status == .unknown })
    let handedOut = try #require(unknown.handedOut)
    for (milliseconds, count) in [(Int64(-1), 1), (0, 2)] {
      let before = handedOut.adding(milliseconds: milliseconds)
      let answer = try reader.answer(.officerAttempts(before: before))
      guard let list = answer.message(OfficerAttempts.self) else { throw Unexpected() }
      #expect(list.cases.count == count)
      #expect(list.cases.allSatisfy { !$0.why.isEmpty && $0.registration == Self.number })
    }
    let which = BooksQuery.officerAttempt(unknown.number, before: handedOut)
    guard let detail = try reader.answer(which).message(OfficerCaseDetail.self)
    else { throw Unexpected() }
    #expect(detail.open.payment.number == unknown.number)
    #expect(detail.lines.map(\.amount) == unknown.lines.map(\.amount))
  }

  @Test func `a payment that its bank contradicts stays on the list, whatever its state`() throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 82)
    history.found(employers: 1, notices: 1)
    history.declare(Self.number)
    history.pay(Self.number)
    let ticket = try #require(
      history.state.employers[Self.number]?.attempts.values.first { $0.status == .requested })
    history.operate([history.outcome(ticket, Self.number, 3)])
    history.operate([
      .employer(
        .attemptSucceeded(
          AttemptSucceeded(
            registration: Self.number, number: ticket.number, receipt: "R1", at: ticket.requested)))
    ])
    history.operate([
      .employer(
        .attemptDisputed(
          AttemptDisputed(registration: Self.number, number: ticket.number, what: "回单号 R2")))
    ])
    try folder.keep(history.entries)
    let reader = try BooksReader(folder.books)
    let query = BooksQuery.officerAttempts(before: .earliest)
    guard let list = try reader.answer(query).message(OfficerAttempts.self) else {
      throw Unexpected()
    }
    #expect(list.cases.map(\.why) == ["回单号 R2"])
    #expect(list.cases.map(\.payment.status) == [.succeeded])
  }
}

extension OutputBody {
  /// Returns the reply, nil if there is none of this type.
  func message<M: Message>(_ type: M.Type) -> M? {
    guard case .reply(let reply) = self else { return nil }
    return reply as? M
  }
}

import Fixtures
import Protocol
import Testing

@testable import Bureau

/// 缴费情况查询: views, filters, words and lines (Q1–Q4).
@Suite struct QueryTests {
  private static func page(
    _ desk: inout PayRig, agency: AgencyCode? = nil, unit: UnitNumber? = nil,
    notice: String? = nil, after: String = ""
  ) -> QueryPage {
    let filter = QueryFilter(
      agency: agency, unit: unit, notice: notice.map { Fixture.sure(NoticeNumber(text: $0)) },
      after: after)
    guard let page = desk.rig.call(.query(.unpaid(filter)), as: desk.clerk).reply as? QueryPage
    else { preconditionFailure("no page") }
    return page
  }

  @Test(
    arguments: [
      ([.undeclared], "未缴费"), ([.declared], "未支付"), ([.held], "扣款锁定，请勿重复缴费"),
      ([.declared, .held], "扣款锁定，请勿重复缴费"), ([.paid, .declared], "未支付"),
      ([.nothingDue, .declared], "未支付"),
    ] as [([LineStatus], String)])
  func `Q3: undeclared shows as 未缴费, declared and not debited as 未支付`(
    _ statuses: [LineStatus], _ word: String
  ) {
    let lines = statuses.enumerated().map {
      Fixture.line(UInt64($0 + 1), fen: 100, status: $1)
    }
    let isUndeclared = statuses.contains(.undeclared)
    var desk = PayRig([
      isUndeclared ? Fixture.notice(lines: lines) : PayRig.declared(lines: lines)
    ])
    let row = Self.page(&desk).rows.first
    #expect(row?.statusText == word)
    let paid = Int64(statuses.filter { $0 == .paid }.count) * 100
    let nothing = Int64(statuses.filter { $0 == .nothingDue }.count) * 100
    #expect(row?.amount.fen == Int64(statuses.count) * 100)
    #expect(row?.paid.fen == paid)
    #expect(row?.owed.fen == Int64(statuses.count) * 100 - paid - nothing)
  }

  @Test func `Q3: the words follow a notice from its import to its payment`() {
    var desk = PayRig([Fixture.notice()])
    #expect(Self.page(&desk).rows.map(\.statusText) == ["未缴费"])
    let save = DeclareSave(
      notice: desk.notice().number, version: 1, amount: desk.notice().amount)
    _ = desk.rig.call(.declare(.save(save)), as: desk.clerk)
    #expect(Self.page(&desk).rows.map(\.statusText) == ["未支付"])
    desk.pay()
    #expect(Self.page(&desk).rows.map(\.statusText) == ["扣款锁定，请勿重复缴费"])
    desk.report(.refused, code: "51", reason: "余额不足")
    #expect(Self.page(&desk).rows.map(\.statusText) == ["未支付"])
    desk.pay()
    desk.report(.done)
    #expect(Self.page(&desk).rows.isEmpty)
    let which = NoticeReference(notice: desk.notice().number)
    guard
      let detail = desk.rig.call(.query(.show(which)), as: desk.clerk).reply as? QueryDetail
    else {
      Issue.record("not shown")
      return
    }
    #expect(detail.row.statusText == "已缴纳")
    #expect(detail.row.tickets == [desk.attempt.number])
    #expect(detail.row.paidOn == EngineRig.start.businessDate)
    #expect(detail.lines.map(\.statusText) == ["已缴费"])
  }

  @Test func `Q1, Q4: the view is narrowed by enrolment and notice number, and by nothing else`() {
    let unit = Fixture.sure(UnitNumber(text: "370200000099"))
    let agency = Fixture.otherAgency
    var third = Fixture.notice("C")
    third.agency = agency
    var desk = PayRig([Fixture.notice("A"), Fixture.notice("B", unit: unit), third])
    #expect(Self.page(&desk).rows.map(\.notice.text) == ["A", "B", "C"])
    #expect(Self.page(&desk, agency: agency).rows.map(\.notice.text) == ["C"])
    #expect(Self.page(&desk, unit: unit).rows.map(\.notice.text) == ["B"])
    #expect(Self.page(&desk, notice: "A").rows.map(\.notice.text) == ["A"])
    #expect(Self.page(&desk, agency: agency, unit: unit).rows.isEmpty)
    #expect(Self.page(&desk, notice: "Z").rows.isEmpty)
  }

  @Test(arguments: [(500, 1), (501, 2)] as [(Int, Int)])
  func `a page has at most 500 rows, and the next begins after it`(_ count: Int, _ pages: Int) {
    var desk = PayRig((0..<count).map { Fixture.notice("N\(1_000 + $0)") })
    var seen: [String] = []
    var cursor = ""
    var turns = 0
    repeat {
      let page = Self.page(&desk, after: cursor)
      seen += page.rows.map(\.notice.text)
      cursor = page.next
      turns += 1
    } while !cursor.isEmpty && turns < 5
    #expect(turns == pages)
    #expect(seen == (0..<count).map { "N\(1_000 + $0)" })
  }

  @Test func `Q2: a row's lines are shown with the query's words`() {
    var desk = PayRig([
      PayRig.declared(
        lines: [
          Fixture.line(1, fen: 100, status: .declared), Fixture.line(2, fen: 200, status: .paid),
        ])
    ])
    let which = NoticeReference(
      notice: desk.rig.shelf.employers.values.first.map {
        Fixture.sure($0.notices.keys.first)
      } ?? Fixture.sure(NoticeNumber(text: "N1")))
    guard
      let detail = desk.rig.call(.query(.show(which)), as: desk.clerk).reply as? QueryDetail
    else {
      Issue.record("not shown")
      return
    }
    #expect(detail.lines.map(\.statusText) == ["未支付", "已缴费"])
    #expect(detail.lines.map(\.selected) == [false, false])
    #expect(detail.row.owed.fen == 100)
  }

  @Test func `Q1, Q2: what is paid, and what memory does not have, is read from the books`() {
    var desk = PayRig([])
    let filter = QueryFilter(unit: Fixture.unit(1), after: "N1")
    guard case .query(let paid) = desk.rig.call(.query(.paid(filter)), as: desk.clerk) else {
      Issue.record("not from the books")
      return
    }
    #expect(paid == .paid(Fixture.registration(1), filter))
    let which = NoticeReference(notice: Fixture.sure(NoticeNumber(text: "N7")))
    guard case .query(let notice) = desk.rig.call(.query(.show(which)), as: desk.clerk) else {
      Issue.record("not from the books")
      return
    }
    #expect(
      notice == .notice(Fixture.registration(1), which.notice, on: EngineRig.start.businessDate))
  }

  @Test(arguments: LineStatus.allCases)
  func `Q3: only what is undeclared or declared has another word on the to-do page`(
    status: LineStatus
  ) {
    let differs = status == .undeclared || status == .declared
    #expect((Words.query(status) != Words.todo(status)) == differs)
    #expect(!Words.todo(status).isEmpty)
  }
}

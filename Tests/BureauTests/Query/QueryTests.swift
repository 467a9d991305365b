import Fixtures
import Protocol
import Testing

@testable import Bureau

/// 缴费情况查询: views, filters, words and lines (Q1–Q4).
@Suite struct QueryTests {
  private static func page(
    _ rig: inout PayRig, agency: AgencyCode? = nil, unit: UnitNumber? = nil,
    notice: String? = nil, after: String = ""
  ) -> QueryPage {
    let filter = QueryFilter(
      agency: agency, unit: unit, notice: notice.map { Fixture.sure(NoticeNumber(text: $0)) },
      after: after)
    guard let page = rig.base.call(.query(.unpaid(filter)), as: rig.clerk).reply as? QueryPage
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
    var rig = PayRig([
      isUndeclared ? Fixture.notice(lines: lines) : PayRig.declared(lines: lines)
    ])
    let row = Self.page(&rig).rows.first
    #expect(row?.statusText == word)
    let paid = Int64(statuses.filter { $0 == .paid }.count) * 100
    let nothing = Int64(statuses.filter { $0 == .nothingDue }.count) * 100
    #expect(row?.amount.fen == Int64(statuses.count) * 100)
    #expect(row?.paid.fen == paid)
    #expect(row?.owed.fen == Int64(statuses.count) * 100 - paid - nothing)
  }

  @Test func `Q3: the words follow a notice from its import to its payment`() {
    var rig = PayRig([Fixture.notice()])
    #expect(Self.page(&rig).rows.map(\.statusText) == ["未缴费"])
    let save = DeclareSave(
      notice: rig.notice().number, version: 1, amount: rig.notice().amount)
    _ = rig.base.call(.declare(.save(save)), as: rig.clerk)
    #expect(Self.page(&rig).rows.map(\.statusText) == ["未支付"])
    rig.pay()
    #expect(Self.page(&rig).rows.map(\.statusText) == ["扣款锁定，请勿重复缴费"])
    rig.report(.refused, code: "51", reason: "余额不足")
    #expect(Self.page(&rig).rows.map(\.statusText) == ["未支付"])
    rig.pay()
    rig.report(.done)
    #expect(Self.page(&rig).rows.isEmpty)
    let which = NoticeReference(notice: rig.notice().number)
    guard
      let detail = rig.base.call(.query(.show(which)), as: rig.clerk).reply as? QueryDetail
    else {
      Issue.record("not shown")
      return
    }
    #expect(detail.row.statusText == "已缴纳")
    #expect(detail.row.tickets == [rig.attempt.number])
    #expect(detail.row.paidOn == EngineRig.start.businessDate)
    #expect(detail.lines.map(\.statusText) == ["已缴费"])
  }

  @Test func `Q1, Q4: the view is narrowed by enrolment and notice number, and by nothing else`() {
    let unit = Fixture.sure(UnitNumber(text: "370200000099"))
    let agency = Fixture.otherAgency
    var third = Fixture.notice("C")
    third.agency = agency
    var rig = PayRig([Fixture.notice("A"), Fixture.notice("B", unit: unit), third])
    #expect(Self.page(&rig).rows.map(\.notice.text) == ["A", "B", "C"])
    #expect(Self.page(&rig, agency: agency).rows.map(\.notice.text) == ["C"])
    #expect(Self.page(&rig, unit: unit).rows.map(\.notice.text) == ["B"])
    #expect(Self.page(&rig, notice: "A").rows.map(\.notice.text) == ["A"])
    #expect(Self.page(&rig, agency: agency, unit: unit).rows.isEmpty)
    #expect(Self.page(&rig, notice: "Z").rows.isEmpty)
  }

  @Test(arguments: [(500, 1), (501, 2)] as [(Int, Int)])
  func `a page has at most 500 rows, and the next begins after it`(_ count: Int, _ pages: Int) {
    var rig = PayRig((0..<count).map { Fixture.notice("N\(1_000 + $0)") })
    var seen: [String] = []
    var cursor = ""
    var turns = 0
    repeat {
      let page = Self.page(&rig, after: cursor)
      seen += page.rows.map(\.notice.text)
      cursor = page.next
      turns += 1
    } while !cursor.isEmpty && turns < 5
    #expect(turns == pages)
    #expect(seen == (0..<count).map { "N\(1_000 + $0)" })
  }

  @Test func `Q2: a row's lines are shown with the query's words`() {
    var rig = PayRig([
      PayRig.declared(
        lines: [
          Fixture.line(1, fen: 100, status: .declared), Fixture.line(2, fen: 200, status: .paid),
        ])
    ])
    let which = NoticeReference(
      notice: rig.base.shelf.employers.values.first.map {
        Fixture.sure($0.notices.keys.first)
      } ?? Fixture.sure(NoticeNumber(text: "N1")))
    guard
      let detail = rig.base.call(.query(.show(which)), as: rig.clerk).reply as? QueryDetail
    else {
      Issue.record("not shown")
      return
    }
    #expect(detail.lines.map(\.statusText) == ["未支付", "已缴费"])
    #expect(detail.lines.map(\.selected) == [false, false])
    #expect(detail.row.owed.fen == 100)
  }

  @Test func `Q1, Q2: paid notices, and notices not in memory, are read from the books`() {
    var rig = PayRig([])
    let filter = QueryFilter(unit: Fixture.unit(1), after: "N1")
    guard case .query(let paid) = rig.base.call(.query(.paid(filter)), as: rig.clerk) else {
      Issue.record("not from the books")
      return
    }
    #expect(paid == .paid(Fixture.registration(1), filter))
    let which = NoticeReference(notice: Fixture.sure(NoticeNumber(text: "N7")))
    guard case .query(let notice) = rig.base.call(.query(.show(which)), as: rig.clerk) else {
      Issue.record("not from the books")
      return
    }
    #expect(
      notice == .notice(Fixture.registration(1), which.notice, on: EngineRig.start.businessDate))
  }

  @Test(arguments: LineStatus.allCases)
  func `Q3: only an undeclared or a declared notice has another word on the to-do page`(
    status: LineStatus
  ) {
    let differs = status == .undeclared || status == .declared
    #expect((Words.query(status) != Words.todo(status)) == differs)
    #expect(!Words.todo(status).isEmpty)
  }
}

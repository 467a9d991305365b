import Fixtures
import Protocol
import Testing

@testable import Bureau

/// 待办事项: the list, its words and its lines (T1, T2).
@Suite struct TodoTests {
  private static func list(
    _ rig: inout PayRig, _ status: TodoStatus? = nil
  ) -> TodoList {
    let outcome = rig.base.call(.todo(.list(TodoFilter(status: status))), as: rig.clerk)
    guard let list = outcome.message(TodoList.self) else { preconditionFailure("no list") }
    return list
  }

  private static func lines(_ statuses: [LineStatus]) -> [Line] {
    statuses.enumerated().map { Fixture.line(UInt64($0 + 1), fen: 100, status: $1) }
  }

  @Test(
    arguments: [
      ([.undeclared], .undeclared, "未申报", "申报", 100), ([.declared], .unpaid, "未缴费", "继续缴费", 100),
      ([.held], .held, "扣款锁定，请勿重复缴费", "", 100),
      ([.declared, .held], .held, "扣款锁定，请勿重复缴费", "", 200),
      ([.paid, .declared], .unpaid, "未缴费", "继续缴费", 100),
      ([.nothingDue, .declared], .unpaid, "未缴费", "继续缴费", 100),
      ([.posted, .held], .held, "扣款锁定，请勿重复缴费", "", 100),
    ] as [([LineStatus], TodoStatus, String, String, Int64)])
  func `T1, T2: a notice is on the list in its state, with what remains and what to do`(
    _ statuses: [LineStatus], _ status: TodoStatus, _ word: String, _ action: String,
    _ remaining: Int64
  ) {
    let declaredOn =
      statuses.contains(.undeclared)
      ? nil : Fixture.day(2026, 11, 3)
    var rig = PayRig([Fixture.notice(lines: Self.lines(statuses), declaredOn: declaredOn)])
    let todo = Self.list(&rig).todos.first
    #expect(todo?.status == status)
    #expect(todo?.statusText == word)
    #expect(todo?.action == action)
    #expect(todo?.remaining.fen == remaining)
    #expect(todo?.amount.fen == Int64(statuses.count) * 100)
  }

  @Test(
    arguments: [
      [.paid], [.posted], [.nothingDue], [.withdrawn], [.replaced], [.paid, .nothingDue],
    ] as [[LineStatus]])
  func `T1: a notice that is paid, withdrawn, replaced or comes to zero is no to-do`(
    _ statuses: [LineStatus]
  ) {
    var rig = PayRig([PayRig.declared(lines: Self.lines(statuses))])
    #expect(Self.list(&rig).todos.isEmpty)
    #expect(Self.list(&rig).remaining == .zero)
  }

  @Test func `T1: a row has all fields that the page shows`() {
    var rig = PayRig([
      Fixture.notice(sequential: true), Fixture.notice("N2", sequential: false, kind: .special),
    ])
    let list = Self.list(&rig)
    #expect(list.todos.map(\.sequential) == [true, false])
    #expect(list.todos.map(\.kind) == [.normal, .special])
    #expect(list.todos.map(\.unit) == [Fixture.unit(1), Fixture.unit(1)])
    #expect(list.todos.map(\.levies) == ["企业职工基本养老保险费", "企业职工基本养老保险费"])
    #expect(list.todos.map { "\($0.due)" } == ["2026-11-25", "2026-11-25"])
    #expect(list.todos.map { "\($0.from)" } == ["2026-10", "2026-10"])
    #expect(list.amount.fen == 200_000)
  }

  @Test func `T1: the list is in the order in which sequential ones are paid`() {
    let other = Fixture.sure(UnitNumber(text: "370200000000"))
    var rig = PayRig([
      Fixture.notice("B", month: 10), Fixture.notice("A", month: 10), Fixture.notice("C", month: 9),
      Fixture.notice("D", month: 10, unit: other),
    ])
    #expect(Self.list(&rig).todos.map(\.notice.text) == ["D", "C", "A", "B"])
  }

  @Test func `T1: the list can be narrowed to one state`() {
    var rig = PayRig([Fixture.notice("A"), PayRig.declared("B", sequential: false)])
    #expect(Self.list(&rig, .undeclared).todos.map(\.notice.text) == ["A"])
    #expect(Self.list(&rig, .unpaid).todos.map(\.notice.text) == ["B"])
    #expect(Self.list(&rig, .held).todos.isEmpty)
    rig.pay("B")
    #expect(Self.list(&rig, .held).todos.map(\.notice.text) == ["B"])
  }

  @Test(arguments: [2_000, 2_001])
  func `a list shows at most 2000 to-dos and the number of the others`(count: Int) {
    var rig = PayRig((0..<count).map { Fixture.notice("N\($0)") })
    let list = Self.list(&rig)
    #expect(list.todos.count == 2_000)
    #expect(list.unlisted == UInt64(count - 2_000))
    #expect(list.amount.fen == Int64(count) * 100_000)
  }

  @Test func `a to-do is shown with its lines and why each may not be ticked`() {
    let until = Fixture.day(2026, 12, 31)
    let deferral = Deferral(policy: "缓缴", until: until)
    let notice = PayRig.declared(
      lines: [
        Fixture.line(1, fen: 100, status: .declared),
        Fixture.line(2, fen: 200, deferral: deferral, status: .declared),
        Fixture.line(3, fen: 300, status: .paid),
      ])
    var rig = PayRig([notice])
    let which = NoticeReference(notice: notice.number)
    guard let detail = rig.base.call(.todo(.show(which)), as: rig.clerk).reply as? TodoDetail
    else {
      Issue.record("not shown")
      return
    }
    #expect(detail.lines.map(\.selected) == [true, false, false])
    #expect(detail.lines.map(\.selectable) == [false, true, false])
    #expect(detail.lines.map(\.reason) == ["本期应缴，不可取消勾选", "", "已缴费"])
    #expect(detail.lines.map(\.deferrableUntil) == [nil, until, nil])
    #expect(detail.todo.remaining.fen == 300)
    let nowhere = NoticeReference(notice: Fixture.sure(NoticeNumber(text: "N9")))
    let refusal = rig.base.call(.todo(.show(nowhere)), as: rig.clerk).refusal
    #expect(refusal?.code == .noticeNotFound)
    #expect(refusal?.text == "没有这张告知单：N9")
  }

  @Test func `sums above the largest amount are refused, not wrapped`() throws {
    let much = Fixture.money(Money.fenMax)
    #expect(throws: Refusal.self) { try Sums.of([much, much]) }
    #expect(throws: Refusal.self) { try Sums.of(much, much) }
    #expect(try Sums.of([much, .zero]) == much)
  }
}

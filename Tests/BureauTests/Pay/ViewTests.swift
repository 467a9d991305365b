import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Views fit their messages, and are the same from memory and from the books.
@Suite struct ViewTests {
  @Test(arguments: [1, 33, Agreements.countMax])
  func `a preview names every agreement that may be used`(count: Int) throws {
    var employer = Fixture.employer(
      1, notices: [Fixture.notice(declaredOn: EngineRig.start.businessDate)])
    for n in 1...UInt64(count) {
      employer.agreements[Fixture.agreement(n).number] = Fixture.agreement(n)
    }
    var rig = EngineRig.ofOne(employers: [employer])
    let clerk = rig.signIn()
    let ask = Request.pay(
      .preview(
        PreviewRequest(notice: Fixture.notice().number, deferrable: [])))
    guard let preview = rig.call(ask, as: clerk).reply as? Preview else {
      Issue.record("no preview")
      return
    }
    #expect(preview.agreements.count == count)
  }

  @Test func `a notice paid by more payments than a row names shows the first of them`() throws {
    var employer = Fixture.payer(.succeeded)
    let one = try #require(employer.attempts.values.first)
    for n in 1...70 as ClosedRange<UInt32> {
      var attempt = one
      attempt.number = Fixture.ticket(n)
      employer.attempts[attempt.number] = attempt
    }
    let notice = try #require(employer.notices.values.first)
    let row = try QueryRows.row(notice, Array(employer.attempts.values), on: .paid)
    #expect(row.tickets == (1...64).map { Fixture.ticket($0) })
  }

  /// The states of a notice's two lines, and the word on each page.
  static let words: [([LineStatus], open: String, paid: String)] = [
    ([.undeclared, .undeclared], "未缴费", "未缴费"),
    ([.declared, .nothingDue], "未支付", "未支付"),
    ([.held, .undeclared], Words.held, Words.held),
    ([.paid, .declared], "未支付", "已缴纳"),
    ([.paid, .nothingDue], "已缴纳", "已缴纳"),
    ([.withdrawn, .withdrawn], "已撤回", "已撤回"),
    ([.nothingDue, .nothingDue], "无需缴款", "无需缴款"),
  ]

  @Test(arguments: words)
  func `Q3: a notice has one word on each page`(
    states: [LineStatus], open: String, paid: String
  ) throws {
    let lines = states.enumerated().map { place, status in
      Fixture.line(UInt64(place + 1), fen: 100, status: status)
    }
    let notice = Fixture.notice(lines: lines)
    #expect(try QueryRows.row(notice, [], on: .open).statusText == open)
    #expect(try QueryRows.row(notice, [], on: .paid).statusText == paid)
  }

  @Test(arguments: [(Todos.todosMax, 0), (Todos.todosMax + 1, 1)] as [(Int, UInt64)])
  func `T1: a list that is cut says so, and sums all that is open`(
    count: Int, unlisted: UInt64
  ) throws {
    let notices = (1...count).map { Fixture.notice("N\($0)", sequential: false) }
    var rig = EngineRig.ofOne(employers: [Fixture.employer(1, notices: notices)])
    let clerk = rig.signIn()
    guard let list = rig.call(.todo(.list(TodoFilter())), as: clerk).message(TodoList.self)
    else {
      Issue.record("no list")
      return
    }
    #expect(list.todos.count == Todos.todosMax && list.unlisted == unlisted)
    #expect(list.amount.fen == Int64(count) * 100_000 && list.remaining == list.amount)
  }

  @Test func `evicting an employer removes all its agreement orders, replaced ones too`() {
    var state = State()
    var employer = Fixture.employer(1)
    employer.agreements[Fixture.agreement().number] = Fixture.agreement()
    state.load(employer)
    for order in 1...3 as ClosedRange<UInt64> {
      let moved = AgreementMoved(
        registration: Fixture.registration(1), number: Fixture.agreement().number,
        status: .ending, order: Id128(high: 7, low: order), digest: .zero, reason: "",
        person: Fixture.resident(1))
      state.apply([.employer(.agreementMoved(moved))], sequence: order)
    }
    #expect(state.orderOwners.count == 4)
    #expect(Set(state.orderOwners.values.map(\.agreement)) == [Fixture.agreement().number])
    state.release(Fixture.registration(1))
    #expect(state.orderOwners.isEmpty)
  }
}

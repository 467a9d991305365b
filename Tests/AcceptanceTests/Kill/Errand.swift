import Fixtures
import Protocol

/// One notice from 申报 to its money: what was asked for under which key, and what was answered.
struct Errand: Sendable {
  let notice: NoticeNumber
  let amount: Money
  /// Keys are made once and sent again until there is an answer.
  var declareKey: Id128?
  var payKey: Id128?
  /// Every payment that the server acknowledged.
  var acknowledged: [TicketNumber] = []
  var paid: TicketNumber?
  var isDeclared = false

  init(_ notice: NoticeRecord) {
    self.notice = Fixture.sure(NoticeNumber(text: notice.notice))
    amount = Fixture.money(notice.total)
  }
}

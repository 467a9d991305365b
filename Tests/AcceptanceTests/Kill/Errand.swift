import Fixtures
import Protocol

/// One notice to be declared (申报) and paid: the keys of its requests, and the answers.
struct Errand: Sendable {
  let notice: NoticeNumber
  let amount: Money
  /// Made once for a request, and sent again with it until there is an answer.
  var declareKey: Id128?
  var payKey: Id128?
  /// Every payment that the server acknowledged, failed ones included.
  var acknowledged: [TicketNumber] = []
  var paid: TicketNumber?
  var isDeclared = false

  init(_ notice: NoticeRecord) {
    self.notice = Fixture.sure(NoticeNumber(text: notice.notice))
    amount = Fixture.money(notice.total)
  }
}
